// Linked into programs with ASan that open windows: no library is unloaded before the process ends.
//
// Mesa's driver is unloaded when the last window closes, before leaks are looked for; then its own leaks (112 bytes)
// come from an "<unknown module>", and no line of lsan.supp can tell them from ours.

extern "C" int dlclose(void* /*library*/) {
    return 0;
}
