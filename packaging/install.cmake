# `cmake --install build/release --prefix P` puts the program into P/bin, its module and the built map into P/lib/darya
# and what it reads into P/share/darya, where it finds them again wherever P is moved to.
if(TARGET darya)
    install(TARGETS darya RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
    install(TARGETS darya_maps LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/darya)
    # Beside the module, and not in share: it holds numbers as this machine has them.
    install(FILES ${PROJECT_BINARY_DIR}/atlas.map DESTINATION ${CMAKE_INSTALL_LIBDIR}/darya OPTIONAL)
endif()
foreach(data assets shaders geodata)
    # Of geodata, only what the program reads: not the scripts that build it.
    install(DIRECTORY ${PROJECT_SOURCE_DIR}/${data} DESTINATION ${CMAKE_INSTALL_DATADIR}/darya OPTIONAL
        PATTERN "*.sh" EXCLUDE PATTERN "*.py" EXCLUDE PATTERN "build" EXCLUDE PATTERN ".*" EXCLUDE)
endforeach()
install(FILES packaging/darya.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES packaging/darya.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES LICENSE packaging/DATA-LICENCES.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
