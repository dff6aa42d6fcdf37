# SPDX-License-Identifier: GPL-3.0-or-later
# Compiler policy as one INTERFACE target; every Penstock target links it and nothing sets global flags.
add_library(penstock_policy INTERFACE)
target_compile_features(penstock_policy INTERFACE cxx_std_20)
target_compile_options(penstock_policy INTERFACE
    -Wall -Wextra -Wpedantic -Werror -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    -fno-omit-frame-pointer -fstack-protector-strong)
target_compile_definitions(penstock_policy INTERFACE
    $<$<NOT:$<CONFIG:Debug>>:_FORTIFY_SOURCE=2>
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_STRICT_ITERATORS)
target_include_directories(penstock_policy INTERFACE ${CMAKE_SOURCE_DIR})
if(PENSTOCK_SANITIZE)
    target_compile_options(penstock_policy INTERFACE -fsanitize=${PENSTOCK_SANITIZE} -fno-sanitize-recover=all)
    target_link_options(penstock_policy INTERFACE -fsanitize=${PENSTOCK_SANITIZE})
    target_compile_definitions(penstock_policy INTERFACE PENSTOCK_SANITIZED=1)
endif()
if(PENSTOCK_FUZZ)
    # Coverage in the libraries too: without it a fuzzer steers by its own few lines only.
    target_compile_options(penstock_policy INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 reports false positives in std::string copies inlined from libstdc++ headers.
    target_compile_options(penstock_policy INTERFACE -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds
                           -Wno-maybe-uninitialized)
endif()

# penstock_library(name SOURCES … LINKS …): one static library a folder; LINKS are the allowed includes.
function(penstock_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
    add_library(${name} STATIC ${ARG_SOURCES})
    target_link_libraries(${name} PUBLIC penstock_policy ${ARG_LINKS} PRIVATE ${ARG_PRIVATE_LINKS})
endfunction()

# Qt 6.4's moc stumbles over <concepts>; it needs nothing from it, so it sees that header as already included.
set(CMAKE_AUTOMOC_MOC_OPTIONS -D_GLIBCXX_CONCEPTS)
