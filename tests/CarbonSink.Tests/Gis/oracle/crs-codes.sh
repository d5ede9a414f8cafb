#!/bin/sh
# Makes crs-codes.txt: code, central meridian, false easting, false northing, scale and ellipsoid by PROJ (made with 9.1.1). sh crs-codes.sh > crs-codes.txt
for code in $(seq 4491 4554) $(seq 2327 2390) $(seq 2401 2442) $(seq 21413 21423) $(seq 21453 21463) $(seq 32601 32660) $(seq 32701 32760); do
    projinfo "EPSG:$code" -o PROJ -q --single-line |
        sed -E "s/^\+proj=tmerc \+lat_0=0 \+lon_0=([^ ]*) \+k=1 \+x_0=([^ ]*) \+y_0=0 \+ellps=([^ ]*) .*/$code \1 \2 0 1 \3/; s/^\+proj=utm \+zone=([^ ]*) (\+south )?\+datum=WGS84.*/$code utm \1 \2/" | grep -v '^$'
done
