/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.launcher;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.launcher.LaunchProblem.Code;

/**
 * Which Linux an image says it is, and so of which era it is.
 *
 * @param major 2, 3 or 4
 * @param minor what follows the first dot
 * @param patch what follows the second; 0 if there is none
 */
record LinuxVersion(int major, int minor, int patch) {

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(?:\\.(\\d{1,3}))?");
    private static final byte[] BANNER = "Linux version ".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 16;
    /** Of 4.x. */
    private static final int FIRST_WITHOUT_TS = 10;

    /** What a text begins with, if with a version. */
    static Optional<LinuxVersion> parse(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        return numbers.lookingAt() ? Optional.of(new LinuxVersion(Integer.parseInt(numbers.group(1)),
                Integer.parseInt(numbers.group(2)), numbers.group(3) == null ? 0 : Integer.parseInt(numbers.group(3))))
                : Optional.empty();
    }

    /** What the banner says that every Linux prints first, if it is in the image. */
    static Optional<LinuxVersion> ofBanner(byte[] image) {
        for (int at = KernelImage.find(image, BANNER, 0, image.length); at >= 0;
                at = KernelImage.find(image, BANNER, at, image.length)) {
            int length = Math.min(LONGEST, image.length - at);
            var version = parse(new String(image, at, length, StandardCharsets.ISO_8859_1));
            if (version.isPresent()) {
                return version;
            }
        }
        return Optional.empty();
    }

    /**
     * The era whose interface that kernel speaks.
     *
     * @throws LaunchException if there is none here that does
     */
    Era era() throws LaunchException {
        if (major == 2 && minor == 6 && patch == 23) {
            return Era.LINUX_2_6_23;
        }
        if (major == 4 && minor >= 1 && minor <= 13) {
            return minor < FIRST_WITHOUT_TS ? Era.LINUX_4_1 : Era.LINUX_4_10;
        }
        throw new LaunchException(new LaunchProblem(Code.NO_SUCH_ERA, "The image is Linux " + major + '.' + minor
                + (patch > 0 ? "." + patch : "") + ", whose lguest is not among those that are emulated.",
                "Choose Linux 2.6.23, or one of 4.1 to 4.13."));
    }
}
