#include "app/command_line.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

int main(int argc, char** argv) {
#ifdef __GLIBC__
    // Pictures and tables of megabytes come and go. glibc would keep room for the largest there was, once for each worker.
    mallopt(M_MMAP_THRESHOLD, 512 << 10);
    mallopt(M_ARENA_MAX, 2);
#endif
    return darya::app::run(argc, argv);
}
