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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.lguest.dwarf.location.Extended;

/** Writes real numbers as C's {@code %g} does, with as many digits as it takes to tell each from its neighbours. */
final class RealText {
    private static final int FLOAT_DIGITS = 9;
    private static final int DOUBLE_DIGITS = 17;
    private static final int EXTENDED_DIGITS = 21;

    private RealText() {
    }

    /** @param bytes 4, 8, or 10 and what aligns them */
    static String of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return switch (bytes.length) {
            case 4 -> {
                float value = buffer.getFloat(0);
                int raw = Float.floatToRawIntBits(value);
                yield Float.isFinite(value)
                        ? general(new BigDecimal(value), raw < 0, FLOAT_DIGITS)
                        : special(raw < 0, Float.isNaN(value), raw & 0x7F_FFFF);
            }
            case 8 -> {
                double value = buffer.getDouble(0);
                long raw = Double.doubleToRawLongBits(value);
                yield Double.isFinite(value)
                        ? general(new BigDecimal(value), raw < 0, DOUBLE_DIGITS)
                        : special(raw < 0, Double.isNaN(value), raw & 0xF_FFFF_FFFF_FFFFL);
            }
            default -> {
                if (!Extended.isValid(bytes)) {
                    yield "<invalid float value>";
                }
                boolean negative = bytes[9] < 0;
                yield Extended.isFinite(bytes)
                        ? general(Extended.exact(bytes), negative, EXTENDED_DIGITS)
                        : special(negative, Double.isNaN(Extended.read(bytes)), buffer.getLong(0));
            }
        };
    }

    private static String special(boolean negative, boolean isNaN, long fraction) {
        return (negative ? "-" : "") + (isNaN ? "nan(0x" + Long.toHexString(fraction) + ")" : "inf");
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
