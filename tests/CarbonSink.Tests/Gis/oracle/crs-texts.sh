#!/bin/sh
# Makes crs-texts.txt: coordinate references as PROJ writes them (made with 9.1.1) in three dialects. sh crs-texts.sh > crs-texts.txt
# A line "> code" begins a system, PROJ's own notation of it and its texts follow.
albers="+proj=aea +lat_0=0 +lon_0=105 +lat_1=25 +lat_2=47 +x_0=0 +y_0=0"
for system in EPSG:4490 EPSG:4547 EPSG:4526 EPSG:4508 EPSG:4497 EPSG:4610 EPSG:2383 EPSG:4214 EPSG:2437 EPSG:21420 EPSG:4326 EPSG:32649 EPSG:32718 EPSG:3857 EPSG:2263 EPSG:3577 EPSG:2154 EPSG:27700 EPSG:28992 EPSG:4807 \
    "$albers +ellps=krass +type=crs" "$albers +a=6378137 +rf=298.257222101 +type=crs" "$albers +datum=WGS84 +type=crs"; do
    echo "> $system"
    projinfo "$system" -o PROJ -q --single-line
    dialects="WKT1_ESRI WKT1_GDAL WKT2_2019"
    case $system in EPSG:4490 | EPSG:4526 | EPSG:4326 | EPSG:3857 | EPSG:28992) dialects="$dialects WKT2_2015" ;; esac
    for dialect in $dialects; do
        projinfo "$system" -o $dialect -q --single-line
    done
done | grep -v '^$'
