/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.lguest.dwarf.elf.ElfException;
import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Symbol;
import org.lguest.dwarf.expression.Evaluation;
import org.lguest.dwarf.expression.Predicate;
import org.lguest.dwarf.frame.Unwinder;
import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.TargetRegisters;
import org.lguest.dwarf.type.Types;
import org.lguest.dwarf.value.Children;
import org.lguest.dwarf.value.ValueText;

/**
 * The debug information of one i386 program: what a debugger asks of it, and nothing of how it is written down.
 *
 * <p>Immutable after opening, for any thread. Indexes are made on first use by the calling thread, which for a large
 * kernel takes seconds: not for the user interface's. All addresses are unsigned in an int. Damaged debug information
 * gives partial answers, and {@link #defects()} tells what was lost.
 */
public final class ProgramImage implements AutoCloseable {
    private final String name;
    private final DebugFile file;
    private final Indexes indexes;
    private final CodePlaces code;
    private final ProgramValues values;

    private ProgramImage(String name, DebugFile file) {
        this.name = name;
        this.file = file;
        this.indexes = new Indexes(file);
        this.code = new CodePlaces(indexes);
        this.values = new ProgramValues(indexes, new Types(file::damaged));
    }

    /** Opens a program file, and looks for its debug information in the standard places if it has none itself. */
    public static ProgramImage open(Path path) throws ProgramImageException {
        return open(path, DebugFileSearch.STANDARD);
    }

    /**
     * Opens a program file, and what it has its debug information in. That is copied, not read yet; the file may be
     * built again meanwhile. A program that is no ELF file, as a {@code bzImage}, is described by the file that is
     * named alone.
     *
     * @throws ProgramImageException if it is no i386 program, or a debug file was named that is not one or is of
     *         another build. One that is merely not found is told by {@link #notices()}
     */
    public static ProgramImage open(Path path, DebugFileSearch search) throws ProgramImageException {
        try {
            return new ProgramImage(path.toString(),
                    DebugFile.of(path, FileContent.read(path, ElfFile::parse), search));
        } catch (ProgramImageException e) {
            if (e.code() == ProgramImageException.Code.NOT_ELF && search.file().isPresent()) {
                return openSymbols(search.file().get(), search.withoutFile());
            }
            throw e;
        }
    }

    /**
     * Opens a file that describes a program which is in another, as {@code vmlinux} does for a {@code bzImage}. It may
     * be a 64-bit ELF file, if nothing in it lies beyond 32 bits.
     */
    public static ProgramImage openSymbols(Path path, DebugFileSearch search) throws ProgramImageException {
        return new ProgramImage(path.toString(), DebugFile.of(path, DebugFileFinder.symbols(path), search));
    }

    /**
     * Opens a program in memory, which looks for no other files.
     *
     * @param content from its position to its limit; not to be changed any more
     * @param name for messages
     */
    public static ProgramImage of(ByteBuffer content, String name) throws ProgramImageException {
        try {
            return new ProgramImage(name, DebugFile.alone(ElfFile.parse(content)));
        } catch (ElfException e) {
            throw ProgramImageException.of(name, e);
        }
    }

    /** As {@link #openSymbols}, in memory. */
    public static ProgramImage ofSymbols(ByteBuffer content, String name) throws ProgramImageException {
        try {
            return new ProgramImage(name, DebugFile.alone(ElfFile.parseSymbols(content)));
        } catch (ElfException e) {
            throw ProgramImageException.of(name, e);
        }
    }

    /** The separate file that its debug information is read from. */
    public Optional<Path> debugFile() {
        return file.separate();
    }

    /** Why debug information is missing that other files should have; as far as is known yet. */
    public List<DebugFileNotice> notices() {
        return file.notices();
    }

    /** The name that it was opened by. */
    public String name() {
        return name;
    }

    /** Where the program starts, unsigned. */
    public int entry() {
        return file.entry();
    }

    public boolean hasDebugInformation() {
        return file.has(".debug_line") || file.has(".debug_info");
    }

    /** What could not be read so far; the first thousand places. */
    public List<Defect> defects() {
        return file.defects();
    }

    /**
     * Reads all that breakpoints need, which otherwise the first question does: for a large kernel, seconds.
     *
     * @return false when cancelled; then the next question, or call, starts again with what was interrupted
     */
    public boolean index(IndexProgress progress) {
        return indexes.index(progress);
    }

    /**
     * As {@link #index}, and then the functions and variables of each unit, which otherwise the first question for a
     * name does that only debug information knows.
     *
     * @return false when cancelled; the units read until then stay read
     */
    public boolean indexNames(IndexProgress progress) {
        return indexes.indexNames(progress);
    }

    /** The MD5 of a source file's text when it was compiled, in hexadecimal, where the compiler tells (DWARF 5 can). */
    public Optional<String> md5(SourceFile file) {
        return indexes.lines().md5(file);
    }

    /** Source files named by the line table. */
    public List<SourceFile> sourceFiles() {
        return List.copyOf(indexes.lines().files());
    }

    /**
     * Where to stop for a source line: in each function that has code of it, in each copy inlined there, in each block
     * that declares something, and in each part that lies apart, as cold code does, the lowest address at which a
     * statement of it begins. Empty when the line has no code.
     *
     * @param path absolute or relative. Meant are all files that share the longest tail of path segments with it, the
     *        file name at least
     * @param line from 1
     */
    public List<CodeAddress> addressesOf(String path, int line) {
        return code.addressesOf(path, line);
    }

    /** The next line at or after the given one in that file which has code. */
    public OptionalInt nextLineWithCode(String path, int line) {
        return indexes.lines().nextLineWithCode(path, line);
    }

    /**
     * The lines of a file that have code, each with its first place in a function; a line that has none there is with
     * no place.
     *
     * @param path as for {@link #addressesOf}
     */
    public NavigableMap<Integer, OptionalInt> linesWithCode(String path, Function within) {
        return code.linesWithCode(path, within);
    }

    /** The line that an instruction is compiled from. */
    public Optional<SourceLine> lineOf(int address) {
        return indexes.lines().at(address);
    }

    /** The function whose code the address is in; by symbols where there is no debug information. */
    public Optional<Function> functionAt(int address) {
        return code.functionAt(address);
    }

    boolean isCode(int address) {
        return code.isCode(address);
    }

    /** The innermost copy of an inlined function that the address is in. */
    public Optional<EntryReference> inlinedAt(int address) {
        return indexes.declarations().inlinedAt(address);
    }

    /** The function of that name; by symbols where there is no debug information. */
    public Optional<Function> function(String name) {
        return code.function(name);
    }

    /**
     * Where to stop for every function of that name: after the prologue of its own code, and at the entry of each copy
     * that was put into another. Empty where there is none. Where a function was inlined, or is a file's own, all units
     * are looked through, which takes a second for a large kernel.
     */
    public List<CodeAddress> placesOf(String function) {
        return new FunctionPlaces(indexes).of(function);
    }

    /**
     * Where to stop for a function: the first address after its prologue, when arguments are in place. The entry where
     * the line table doesn't tell, and in gcc's optimised code, which tells where arguments are from there on.
     */
    public int afterPrologue(Function function) {
        return code.afterPrologue(function);
    }

    /** The symbol of that name; of several a global one. */
    public Optional<Symbol> symbol(String name) {
        return indexes.symbols().named(name);
    }

    /** The nearest symbol at or before the address, for labels as {@code bump+0x4}. */
    public Optional<Symbol> symbolAt(int address) {
        return indexes.symbols().before(address);
    }

    /**
     * The place of data that an expression names without needing the program to run: {@code counter},
     * {@code account.balance}, {@code table[3].next}, {@code bump::calls} and {@code 'bank.c'::account} for names that
     * are not unique, {@code 0xC0100000}, {@code &table[1]}, {@code *(type *)0xC0100000}, {@code *(type *)&symbol}.
     */
    public DataLocation resolve(String expression) throws ExpressionException {
        return resolve(expression, 0);
    }

    /** @param range how many bytes are meant from there; 0 for as many as the expression's type has */
    public DataLocation resolve(String expression, int range) throws ExpressionException {
        return values.resolve(expression, range);
    }

    /**
     * The place in memory of what an expression names in a frame, and whether it goes with that frame; only within
     * {@link TargetMemory#ask}. What is in a register, or nowhere, is refused with the reason.
     *
     * @param range how many bytes are meant from there; 0 for as many as the expression's type has
     */
    public FrameLocation locate(String expression, int range, StackFrame frame, TargetMemory memory)
            throws ExpressionException {
        return values.locate(expression, range, frame, memory);
    }

    /** The frames above a frame, those of functions that have left by a tail call among them. */
    Callers callers() {
        return indexes.callers();
    }

    /** Steps from frame to frame by this program's call frame information, {@code .debug_frame} before the other. */
    public Unwinder unwinder() {
        return indexes.unwinder();
    }

    /**
     * Where a frame's activation goes on when it returns, by the rule that call frame information has for it (DWARF 5,
     * section 6.4.4); only within {@link TargetMemory#ask}. Empty where it is not known, and for what nobody has
     * called.
     */
    public OptionalInt returnAddress(StackFrame frame, TargetMemory memory) {
        return unwinder().returnAddress(frame.activation(), memory);
    }

    /**
     * The frames of the program where it stands, without waiting for its memory. Copies of inlined functions are frames
     * of their own. The stack ends where a return address is in no function of the program.
     *
     * @param machine the registers, eip among them
     * @param most how many activations are wanted, from 1
     * @param worker where debug information is read, which may take long the first time
     * @return completed on the worker
     */
    public CompletableFuture<Stack> stack(TargetRegisters machine, TargetMemory memory, int most, Executor worker) {
        return CompletableFuture.supplyAsync(() -> Unwinder.innermost(machine), worker)
                .thenCompose(innermost -> new StackWalk(this, indexes.declarations(), indexes.lines(), memory, most, worker)
                        .from(innermost, 0));
    }

    /**
     * The arguments and local variables in sight where a frame stands, the innermost block's first; only within
     * {@link TargetMemory#ask}. One that is not there, or not at this address, has a value that says why.
     */
    public List<NamedValue> variables(StackFrame frame, TargetMemory memory) {
        return values.reader(memory).locals(frame);
    }

    /**
     * A variable of a file, or with {@code function::} or {@code 'file.c'::} before it; only within
     * {@link TargetMemory#ask}.
     *
     * @param name of the variable alone
     * @param owner a function or a file; empty for any file's, an external one first
     */
    public Optional<NamedValue> global(String name, String owner, TargetMemory memory) {
        return values.reader(memory).global(name, owner);
    }

    /**
     * The value of a C expression in a frame: names in sight there and in the whole program, registers as {@code $eax},
     * casts, arithmetic; only within {@link TargetMemory#ask}. What its assignments want to be written is told, and
     * is for the caller to write.
     */
    public Evaluation evaluate(String expression, StackFrame frame, TargetMemory memory) throws ExpressionException {
        return values.evaluate(expression, frame, memory);
    }

    /**
     * A C condition as it will be asked whenever the program reaches an address: its names resolved for that place.
     * What can't be asked without stopping the program, or has no place there, is refused with the reason.
     */
    public Predicate condition(String expression, int address) throws ExpressionException {
        return values.condition(expression, address);
    }

    /** The sources that were given to the compiler, one of each unit, without those that they include. */
    public List<SourceFile> primarySources() {
        return indexes.declarations().primarySources();
    }

    /** The source given to the compiler that a frame's function comes from; empty without debug information for it. */
    public Optional<SourceFile> primarySource(StackFrame frame) {
        return frame.scope().map(scope -> Declarations.primarySource(scope.unit()));
    }

    /**
     * The variables of one file, its own and those that others see, in no order; only within {@link TargetMemory#ask}.
     *
     * @param primary one of {@link #primarySources}
     */
    public List<NamedValue> globals(SourceFile primary, TargetMemory memory) {
        return values.reader(memory).globals(primary);
    }

    /** The names of the variables of files, in no order. */
    public List<String> globals() {
        return indexes.declarations().globalNames();
    }

    /** The parts of values. */
    public Children children(TargetMemory memory) {
        return values.children(memory);
    }

    /** Writes values as text. */
    public ValueText text(TargetMemory memory) {
        return new ValueText(children(memory), this::label, reason -> "<" + reason + ">");
    }

    /** The symbol that an address is in, as {@code counter} or {@code counter+4}. */
    public Optional<String> label(int address) {
        return code.label(address);
    }

    void damaged(MalformedException e) {
        file.damaged(e);
    }

    /** Frees nothing by hand: answers stay usable, and the copy of the file goes with the last that refers to it. */
    @Override
    public void close() {
        // The garbage collector's.
    }
}
