# SPDX-License-Identifier: GPL-3.0-or-later
# AppStream takes pictures from a public https address only. Until the project has one the metainfo is valid without
# them; whoever publishes packages says where packaging/screenshots can be fetched.
set(PENSTOCK_PICTURES_URL "" CACHE STRING "Public https address of packaging/screenshots, for the metainfo")

function(penstock_screenshot type file caption)
    string(APPEND PENSTOCK_SCREENSHOTS "    <screenshot${type}>\n      <caption>${caption}</caption>\n"
           "      <image type=\"source\" width=\"1440\" height=\"900\">${PENSTOCK_PICTURES_URL}/${file}</image>\n"
           "    </screenshot>\n")
    set(PENSTOCK_SCREENSHOTS "${PENSTOCK_SCREENSHOTS}" PARENT_SCOPE)
endfunction()

set(PENSTOCK_SCREENSHOTS "")
if(PENSTOCK_PICTURES_URL)
    set(PENSTOCK_SCREENSHOTS "  <screenshots>\n")
    penstock_screenshot(" type=\"default\"" cascade-light.png
                        "A cascade as time above and as cause below, with what the selected step said, did and cost beside it")
    penstock_screenshot("" cascade-dark.png "The same in the dark theme")
    penstock_screenshot("" traces-light.png "The live list of traces")
    string(APPEND PENSTOCK_SCREENSHOTS "  </screenshots>\n")
endif()
configure_file(${CMAKE_CURRENT_SOURCE_DIR}/desktop/org.penstock.Penstock.metainfo.xml.in
               ${CMAKE_CURRENT_BINARY_DIR}/org.penstock.Penstock.metainfo.xml @ONLY)
