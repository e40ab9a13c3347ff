#include "scene/mesh.h"

namespace darya::scene {

std::uint64_t next_mesh_id() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

}  // namespace darya::scene
