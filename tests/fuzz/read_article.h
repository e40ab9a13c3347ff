#pragma once

#include "article_rules.h"
#include "base/result.h"
#include "fuzz.h"
#include "reading/article.h"

namespace darya::fuzz {

/// What must hold of whatever became of the bytes: an article that keeps the rules, or a reason. Gives 0.
inline int expect_article_or_reason(const base::Result<reading::Article>& article) {
    if (!article) {
        expect(!article.error().line().empty(), "a reason is given");
        return 0;
    }
    const std::string broken = tests::broken_rule(*article);
    expect(broken.empty(), broken.c_str());
    return 0;
}

}  // namespace darya::fuzz
