#include "app/command_line.h"

int main(int argc, char** argv) {
    return darya::app::run(argc, argv);
}
