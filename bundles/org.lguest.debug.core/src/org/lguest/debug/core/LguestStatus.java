/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core;

import java.util.Arrays;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.MultiStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.DebugException;
import org.eclipse.osgi.util.NLS;
import org.jspecify.annotations.Nullable;
import org.lguest.hypervisor.launcher.LaunchProblem;
import org.lguest.hypervisor.session.Refusal;

/**
 * Everything that can go wrong for a user, each with a code, a message, an explanation and a remedy.
 *
 * <p>The texts are in {@code status.properties} under the constant's name. Codes are stable: 1xx before a launch, 2xx
 * for breakpoints, 3xx for a running guest. Constants that share a name with a {@link LaunchProblem.Code} or a
 * {@link Refusal.Code} stand for it; the emulator's own sentence with its values is then the message.
 */
public enum LguestStatus {

    IMAGE_NOT_GIVEN(101),
    IMAGE_MISSING(102),
    IMAGE_IS_DIRECTORY(103),
    IMAGE_UNREADABLE(104),
    NOT_ELF(105),
    ELF64(106),
    NOT_LITTLE_ENDIAN(107),
    NOT_EXECUTABLE(108),
    WRONG_MACHINE(109),
    TRUNCATED(110),
    NOTHING_TO_LOAD(111),
    NO_LGUEST_ENTRY(112),
    SEGMENT_OUTSIDE_MEMORY(113),
    MEMORY_ZERO(114),
    MEMORY_TOO_LARGE(115),
    ARGUMENTS_TOO_LONG(116),
    INITRD_MISSING(117),
    INITRD_IS_DIRECTORY(118),
    INITRD_UNREADABLE(119),
    INITRD_TOO_LARGE(120),
    SEGMENTS_DISAGREE(127),
    BLOCK_MISSING(128),
    BLOCK_IS_DIRECTORY(129),
    BLOCK_UNREADABLE(130),
    BLOCK_SIZE(131),
    TOO_MANY_DEVICES(132),
    BZIMAGE_BROKEN(133),
    NOTHING_TO_INTERPOSE(134),
    NO_SUCH_ERA(136),
    WRONG_ERA(137),
    NET_UNUSABLE(143),
    MAC_ADDRESS(144),
    CAPTURE_UNWRITABLE(145),
    NO_ENTROPY_DEVICE(146),
    /** {0}: the text given as an address. */
    MAC_MALFORMED(147),
    /** {0}: the text given as a seed. */
    SEED_MALFORMED(148),
    /** {0}: the attribute's value. */
    ERA_UNKNOWN(149),
    /** {0}: attribute, {1}: the variables plug-in's reason. */
    VARIABLE_UNRESOLVED(121),
    /** {0}: the attribute's value. */
    BANKS_UNKNOWN(122),
    /** {0}: the attribute's value. */
    PROCESSOR_UNKNOWN(135),
    /** {0}: symbol, {1}: image. */
    STOP_SYMBOL_UNKNOWN(123),
    /** {0}: image, {1}: reason. */
    DEBUG_INFORMATION_UNREADABLE(124),
    /** {0}: file, {1}: reason. */
    TRANSCRIPT_UNWRITABLE(125),
    /** {0}: the text given as a path. */
    PATH_MALFORMED(126),
    /** {0}: the attribute's entry. */
    BLOCK_MALFORMED(142),
    /** {0}: image. */
    INDEXING_CANCELLED(152),
    /** {0}: image. */
    NO_DEBUG_INFORMATION(153),
    /** {0}: the reader's reason, as in the next four. */
    DEBUG_FILE_NOT_FOUND(154),
    DEBUG_FILE_OF_ANOTHER_BUILD(155),
    DEBUG_FILE_UNREADABLE(156),
    DEBUG_FILE_SUPPLEMENT_NOT_FOUND(157),
    DEBUG_INFORMATION_SPLIT(158),
    /** {0}: image, {1}: section, offset and reason. */
    DEBUG_INFORMATION_DAMAGED(159),
    /** {0}: the reader's reason, which names the file. */
    SYMBOLS_UNREADABLE(160),
    /** {0}: the reader's reason, which names both files and their build ids. */
    SYMBOLS_OF_ANOTHER_BUILD(161),
    /** {0}: the folder. */
    SYMBOL_FOLDER_MISSING(162),
    /** {0}: the folder. */
    EXAMPLE_FOLDER_TAKEN(140),
    /** {0}: the file. */
    EXAMPLE_UNREADABLE(141),

    /** {0}: file, {1}: line. */
    NO_CODE_AT_LINE(201),
    /** {0}: function. */
    FUNCTION_UNKNOWN(202),
    /** {0}: expression, {1}: reason. */
    EXPRESSION_UNRESOLVED(203),
    /** {0}: the text. */
    ADDRESS_MALFORMED(204),
    /** {0}: the address. */
    ADDRESS_TOO_LARGE(205),
    /** {0}: expression, {1}: bytes, {2}: how many debug registers it takes, {3}: how many there are. */
    RANGE_TOO_LARGE(206),
    /** {0}: the text. */
    RANGE_MALFORMED(207),
    NO_ACCESS_CHOSEN(208),
    SOFTWARE_BREAKPOINT(209),
    /** {0}: the condition, {1}: the reason. */
    CONDITION_REFUSED(210),
    /** {0}: the reason. */
    CONDITION_FAULTED(220),
    /** {0}: the space's name. */
    MEMORY_SPACE_UNSUPPORTED(212),
    PLACE_MISSING(213),
    NO_FREE_SLOT(214),
    ADDRESS_IN_SWITCHER(215),
    BAD_LENGTH(216),
    UNALIGNED(217),
    DISPLACED(218),
    NOT_PLANTED(219),
    /** {0}: the line at which it stands. */
    LINE_MOVED(221),
    /** {0}: file, {1}: line. */
    LINE_ELSEWHERE(233),
    TRACEPOINT_UNSUPPORTED(230),
    EVENT_BREAKPOINT_UNSUPPORTED(232),
    /** {0}: the text given as a file. */
    FILE_UNKNOWN(240),
    /** {0}: the text. */
    LINE_MALFORMED(241),
    /** {0}: the text. */
    FUNCTION_MALFORMED(242),
    /** {0}: the text. */
    IGNORE_COUNT_MALFORMED(243),
    /** {0}: the reason, {1}: the condition from where it is wrong. */
    CONDITION_MALFORMED(244),
    /** {0}: the reason, {1}: the condition. */
    CONDITION_UNFINISHED(245),
    /** {0}: the text, {1}: what it should be. */
    EVENT_FILTER_MALFORMED(246),
    /** {0}: the reason. */
    PRINT_MALFORMED(247),
    /** {0}: how many values the format takes, {1}: how many there are. */
    PRINT_ARGUMENTS(248),
    /** {0}: the variable. */
    NOT_IN_MEMORY(249),

    SESSION_ENDED(301),
    GUEST_RUNNING(302),
    ALREADY_STOPPED(303),
    UNMAPPED(304),
    TOO_LONG(305),
    NO_SUCH_REGISTER(306),
    NOT_WRITABLE(307),
    INPUT_FULL(308),
    BAD_TEXT(316),
    NO_SUCH_WATCH(317),
    NO_ANSWER(309),
    /** {0}: the text. */
    NOT_A_NUMBER(310),
    NOT_SUPPORTED(311),
    /** {0}: what was being done. */
    DEFECT(312),
    /** {0}: register or place, {1}: the emulator's reason. */
    CHANGE_REFUSED(313),
    /** {0}: the text. */
    NO_SUCH_SPACE(314),
    /** {0}: the emulator's reason. */
    STEP_REFUSED(315),
    /** {0}: the file. */
    SOURCE_DIFFERS(330),
    /** {0}: the file. */
    SOURCE_NEWER(331),
    /** {0}: the text. */
    NOT_A_CHARACTER(332),
    /** {0}: the text, {1}: what is wrong. */
    NOT_A_STRING(333),
    /** {0}: the text, {1}: its bytes, {2}: the array's. */
    STRING_TOO_LONG(334),
    /** {0}: the number, {1}: how many bits there are, {2}: the least that they hold, {3}: the most. */
    DOES_NOT_FIT(335),
    NOT_CHANGED_AS_A_WHOLE(336);

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("org.lguest.debug.core.status");

    private final int code;

    LguestStatus(int code) {
        this.code = code;
    }

    /** The code of an {@link IStatus} of this kind; no two kinds share one. */
    public int code() {
        return code;
    }

    /** What is wrong, as one sentence. */
    public String message(Object... values) {
        return NLS.bind(text("message"), values);
    }

    /** Why that is wrong, for who wants to know more. */
    public String explanation() {
        return text("explanation");
    }

    /** What to do about it, as one sentence. */
    public String remedy() {
        return text("remedy");
    }

    /** An error whose message is what is wrong and what to do about it. */
    public IStatus status(Object... values) {
        return status(message(values) + ' ' + remedy(), null);
    }

    /** What came of it that the user has cancelled something: nobody needs to be told. */
    public IStatus cancelled(Object... values) {
        return status(IStatus.CANCEL, message(values) + ' ' + remedy(), null);
    }

    public CoreException exception(Object... values) {
        return new CoreException(status(values));
    }

    public DebugException debugException(Object... values) {
        return new DebugException(status(values));
    }

    /** The explanation of a status that is of this catalogue; empty for one that is not. */
    public static Optional<String> explanationOf(IStatus status) {
        return Arrays.stream(values())
                .filter(kind -> kind.code == status.getCode() && LguestDebug.PLUGIN_ID.equals(status.getPlugin()))
                .findFirst().map(LguestStatus::explanation);
    }

    /** A defect of ours: for the log. */
    public static IStatus defect(String doing, Throwable cause) {
        return DEFECT.status(DEFECT.message(doing), cause);
    }

    /** The catalogue's entry for what the Launcher found. */
    public static IStatus of(LaunchProblem problem) {
        return valueOf(problem.code().name()).status(problem.message(), null);
    }

    /** The catalogue's entry for what the session refused. */
    public static IStatus of(Refusal refusal) {
        LguestStatus kind = valueOf(refusal.code().name());
        return kind.status(refusal.message(), null);
    }

    private IStatus status(String message, @Nullable Throwable cause) {
        return status(IStatus.ERROR, message, cause);
    }

    /** The explanation is a child: where the platform's dialogs show a status, that is what their Details tell. */
    private IStatus status(int severity, String message, @Nullable Throwable cause) {
        IStatus why = new Status(severity, LguestDebug.PLUGIN_ID, code, explanation(), null);
        return new MultiStatus(LguestDebug.PLUGIN_ID, code, new IStatus[] {why}, message, cause);
    }

    private String text(String part) throws MissingResourceException {
        return TEXTS.getString(name() + '.' + part);
    }
}
