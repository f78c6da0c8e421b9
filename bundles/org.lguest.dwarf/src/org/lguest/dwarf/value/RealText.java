/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

import org.lguest.dwarf.location.Extended;
import org.lguest.dwarf.location.Quad;
import org.lguest.dwarf.location.RealFormat;

/** Writes real numbers as C's {@code %g} does, with as many digits as it takes to tell each from its neighbours. */
final class RealText {
    private static final int HALF_DIGITS = 5;
    private static final int FLOAT_DIGITS = 9;
    private static final int DOUBLE_DIGITS = 17;
    private static final int EXTENDED_DIGITS = 21;
    private static final int QUAD_DIGITS = 36;

    private RealText() {
    }

    /** @param bytes 2, 4, 8, or 10 and what aligns them */
    static String of(byte[] bytes) {
        Extended value = Extended.read(bytes);
        if (!value.isValid()) {
            return "<invalid float value>";
        }
        RealFormat format = RealFormat.of(bytes.length);
        if (value.isFinite()) {
            return general(value.exact(), value.isNegative(), switch (format) {
                case HALF -> HALF_DIGITS;
                case SINGLE -> FLOAT_DIGITS;
                case DOUBLE -> DOUBLE_DIGITS;
                case EXTENDED -> EXTENDED_DIGITS;
            });
        }
        long fraction = switch (format) {
            case HALF -> (value.significand() & Long.MAX_VALUE) >>> 53;
            case SINGLE -> (value.significand() & Long.MAX_VALUE) >>> 40;
            case DOUBLE -> (value.significand() & Long.MAX_VALUE) >>> 11;
            case EXTENDED -> value.significand();
        };
        return special(value.isNegative(), value.isNaN(), Long.toHexString(fraction));
    }

    /** Of 128 bits. */
    static String of(Quad value) {
        return value.isFinite()
                ? general(value.exact(), value.isNegative(), QUAD_DIGITS)
                : special(value.isNegative(), value.isNaN(), value.fraction().toString(16));
    }

    private static String special(boolean isNegative, boolean isNaN, String fraction) {
        return (isNegative ? "-" : "") + (isNaN ? "nan(0x" + fraction + ")" : "inf");
    }

    private static String general(BigDecimal value, boolean negative, int digits) {
        if (value.signum() == 0) {
            return negative ? "-0" : "0";
        }
        BigDecimal rounded = value.abs().round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String text;
        if (exponent < -4 || exponent >= digits) {
            String plain = rounded.unscaledValue().toString().replaceFirst("0+$", "");
            String fraction = plain.length() > 1 ? "." + plain.substring(1) : "";
            text = "%s%se%s%02d".formatted(plain.charAt(0), fraction, exponent < 0 ? "-" : "+", Math.abs(exponent));
        } else {
            String plain = rounded.toPlainString();
            text = plain.contains(".") ? plain.replaceFirst("\\.?0+$", "") : plain;
        }
        return (negative ? "-" : "") + text;
    }
}
