#!/bin/sh
#
# Copyright (c) 2026 Lguest Debug contributors
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License 2.0 which is available at
# https://www.eclipse.org/legal/epl-2.0/
#
# SPDX-License-Identifier: EPL-2.0
#
# Writes listing.txt: objdump's listing of sample.c, compiled at each -O level.
set -e
cd "$(dirname "$0")"
object=$(mktemp)
for options in "-O0 -march=i586" "-O1 -march=i586" "-O2 -march=i586" "-O3 -march=i686" "-Os -march=i386"; do
    gcc -m32 -ffreestanding -fno-pic -fno-asynchronous-unwind-tables -mno-sse -fcf-protection=none -w $options \
        -c sample.c -o "$object"
    echo "# $(gcc --version | head -n 1), $options"
    objdump -d -z -w -M att "$object" | grep -P '^ *[0-9a-f]+:\t'
done > listing.txt
rm "$object"
