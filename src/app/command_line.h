#pragma once

namespace darya::app {

/// The whole program: reads the command line and does what it says. Gives the exit code: 0, 1 with one line on stderr
/// when the world disappointed us, 2 for wrong use.
int run(int argc, char** argv);

}  // namespace darya::app
