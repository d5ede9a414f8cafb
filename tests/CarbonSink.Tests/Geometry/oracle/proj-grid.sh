#!/bin/sh
# Makes proj-grid.txt: positions and their projected coordinates by PROJ (made with 9.1.1), which shares no code with this program.
# A line in PROJ's own notation begins a projection; longitude, latitude, easting, northing follow. sh proj-grid.sh > proj-grid.txt
positions=$(mktemp)
grid() { # definition, longitudes, latitudes
    for lon in $2; do for lat in $3; do echo "$lon $lat"; done; done > "$positions"
    echo "$1"
    # shellcheck disable=SC2086
    proj -f %.9f $1 < "$positions" | tr '\t' ' ' |
        paste -d' ' "$positions" -
}
china="3 8.5 14 18.2 23 28.7 33 38.1 43 48.6 53.5"
grid "+proj=tmerc +lat_0=0 +lon_0=105 +k_0=1 +x_0=500000 +y_0=0 +a=6378137 +rf=298.257222101" "99 100.5 102 103.5 104.9 105 106.2 108 109.7 111" "$china"
grid "+proj=tmerc +lat_0=0 +lon_0=117 +k_0=1 +x_0=39500000 +y_0=0 +a=6378140 +rf=298.257" "111 115.5 117 118.4 123" "$china"
grid "+proj=tmerc +lat_0=0 +lon_0=75 +k_0=1 +x_0=13500000 +y_0=0 +a=6378245 +rf=298.3" "73.2 75 78 81" "$china"
grid "+proj=tmerc +lat_0=0 +lon_0=111 +k_0=0.9996 +x_0=500000 +y_0=0 +a=6378137 +rf=298.257223563" "108 110.3 111 114" "0 $china 83.9"
grid "+proj=tmerc +lat_0=0 +lon_0=-75 +k_0=0.9996 +x_0=500000 +y_0=10000000 +a=6378137 +rf=298.257223563" "-78 -75.5 -72" "-79.5 -40.2 -12 -0.5"
grid "+proj=aea +lat_0=0 +lon_0=105 +lat_1=25 +lat_2=47 +x_0=0 +y_0=0 +a=6378245 +rf=298.3" "73 85.5 99 105 118.2 127 136" "$china"
grid "+proj=aea +lat_0=12 +lon_0=105 +lat_1=25 +lat_2=47 +x_0=4000000 +y_0=100000 +a=6378137 +rf=298.257222101" "73 99 105 136" "$china 89.5"
grid "+proj=aea +lat_0=0 +lon_0=132 +lat_1=-18 +lat_2=-36 +x_0=0 +y_0=0 +a=6378137 +rf=298.257222101" "112 132 154" "-60 -43.5 -25 -10 0 5"
grid "+proj=aea +lat_0=30 +lon_0=110 +lat_1=30 +lat_2=30 +x_0=0 +y_0=0 +a=6378137 +rf=298.257223563" "100 110 121.5" "20 30 41.3"
grid "+proj=lcc +lat_0=33.75 +lon_0=-79 +lat_1=36.1666666666667 +lat_2=34.3333333333333 +x_0=609601.22 +y_0=0 +a=6378137 +rf=298.257222101 +to_meter=0.304800609601219" "-84 -80.5 -79 -75.4" "33.8 35.1 36.6"
grid "+proj=lcc +lat_0=18 +lon_0=-77 +lat_1=18 +lat_2=18 +k_0=0.9999 +x_0=250000 +y_0=150000 +a=6378206.4 +rf=294.978698213898" "-78.3 -77 -76.2" "17.7 18 18.5"
grid "+proj=lcc +lat_0=-21 +lon_0=166 +lat_1=-20.6666666666667 +lat_2=-22.3333333333333 +x_0=400000 +y_0=300000 +a=6378137 +rf=298.257222101" "163 166 168.4" "-23 -21 -19"
grid "+proj=webmerc +lon_0=0 +x_0=0 +y_0=0 +a=6378137 +rf=298.257223563" "-179.5 -75 0 105.3 135 179.9" "-85 -30 0 28.5 54 85"
rm "$positions"
