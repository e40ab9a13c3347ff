#pragma once

#include <memory>
#include <string>

#include "base/result.h"

namespace darya::app {

/// Offers a picture on the X clipboard (SFML offers texts only): other programs ask for it when they paste, so it must be
/// served as long as it is offered. What is copied by anybody afterwards, a text of ours too, ends the offer.
class PictureClipboard {
public:
    PictureClipboard();
    ~PictureClipboard();
    PictureClipboard(PictureClipboard&&) noexcept;
    PictureClipboard& operator=(PictureClipboard&&) noexcept;

    /// From now on the clipboard holds this PNG.
    base::Result<base::Done> offer(std::string png);

    /// Answers those who have asked meanwhile; to be called every few milliseconds. Never waits. Whether one is being
    /// answered in pieces.
    bool serve();

    /// Whether the clipboard holds our picture. Who waits for an answer from it on this thread waits in vain.
    bool is_offering() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace darya::app
