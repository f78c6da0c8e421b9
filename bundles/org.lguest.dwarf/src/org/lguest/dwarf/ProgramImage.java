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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executor;

import org.lguest.dwarf.ProgramImageException.Code;
import org.lguest.dwarf.elf.AddressRange;
import org.lguest.dwarf.elf.ElfException;
import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Section;
import org.lguest.dwarf.elf.SectionHeader;
import org.lguest.dwarf.elf.Symbol;
import org.lguest.dwarf.elf.SymbolTable;
import org.lguest.dwarf.expression.Evaluation;
import org.lguest.dwarf.expression.Evaluator;
import org.lguest.dwarf.expression.InvalidExpressionException;
import org.lguest.dwarf.expression.Predicate;
import org.lguest.dwarf.expression.PredicateCompiler;
import org.lguest.dwarf.frame.CallFrameTable;
import org.lguest.dwarf.frame.Unwinder;
import org.lguest.dwarf.info.DebugInfo;
import org.lguest.dwarf.info.DebugSections;
import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.info.Unit;
import org.lguest.dwarf.line.DebugLine;
import org.lguest.dwarf.line.LineTable;
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
    /** Files up to this size, in bytes, are read rather than mapped, so that the compiler may overwrite them. */
    private static final long LARGEST_COPY = 64L << 20;

    /** What a hopeless file has more of than this is not worth remembering. */
    private static final int MOST_DEFECTS = 1000;

    private final String name;
    private final ElfFile file;
    private final Set<Defect> defects = new CopyOnWriteArraySet<>();
    private final Lazy<SymbolTable> symbols = new Lazy<>(this::readSymbols);
    private final Lazy<DebugInfo> info = new Lazy<>(this::readInfo);
    private final Lazy<SourceLines> lines = new Lazy<>(this::readLines);
    private final Lazy<Declarations> declarations = new Lazy<>(this::readDeclarations);
    private final Lazy<Unwinder> unwinder = new Lazy<>(this::readCallFrames);
    private final Types types = new Types(this::damaged);

    private ProgramImage(ByteBuffer content, String name) throws ProgramImageException {
        this.name = name;
        try {
            this.file = ElfFile.parse(content);
        } catch (ElfException e) {
            throw ProgramImageException.of(name, e);
        }
    }

    /**
     * Opens a program file, and reads its headers, nothing else yet. A file of more than 64 MiB is mapped: another may
     * take its place while it is in use, as linkers do it, but its bytes must stay.
     */
    public static ProgramImage open(Path path) throws ProgramImageException {
        if (!Files.exists(path)) {
            throw ProgramImageException.unreadable(path, Code.MISSING, "There is no such file.");
        }
        if (!Files.isRegularFile(path)) {
            throw ProgramImageException.unreadable(path, Code.UNREADABLE,
                    Files.isDirectory(path) ? "This is a folder." : "This is not a regular file.");
        }
        try (FileChannel channel = FileChannel.open(path)) {
            long size = channel.size();
            if (size > Integer.MAX_VALUE) {
                throw ProgramImageException.unreadable(path, Code.TOO_LARGE, "The file has " + size + " bytes.");
            }
            ByteBuffer content = size > LARGEST_COPY
                    ? channel.map(FileChannel.MapMode.READ_ONLY, 0, size)
                    : ByteBuffer.wrap(Files.readAllBytes(path));
            return of(content, path.toString());
        } catch (IOException e) {
            throw new ProgramImageException(Code.UNREADABLE, path + ": " + e.getMessage(), e);
        }
    }

    /**
     * Opens a program in memory.
     *
     * @param content from its position to its limit; not to be changed any more
     * @param name for messages
     */
    public static ProgramImage of(ByteBuffer content, String name) throws ProgramImageException {
        return new ProgramImage(content, name);
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
        return file.header(".debug_line").isPresent() || file.header(".debug_info").isPresent();
    }

    /** What could not be read so far; the first thousand places. */
    public List<Defect> defects() {
        return List.copyOf(defects);
    }

    /** Source files named by the line table. */
    public List<SourceFile> sourceFiles() {
        return List.copyOf(lines.get().files());
    }

    /**
     * Where to stop for a source line: in each function that has code of it, and in each copy inlined there, the lowest
     * address at which a statement of it begins. Empty when the line has no code.
     *
     * @param path absolute or relative. Meant are all files that share the longest tail of path segments with it, the
     *        file name at least
     * @param line from 1
     */
    public List<CodeAddress> addressesOf(String path, int line) {
        record Copy(int function, Optional<EntryReference> inlined) {
        }
        Map<Copy, CodeAddress> first = new LinkedHashMap<>();
        SourceLines table = lines.get();
        for (int address : table.statements(table.matching(path)).getOrDefault(line, List.of())) {
            Optional<Function> function = functionAt(address);
            Copy copy = new Copy(function.map(Function::lowPc).orElse(address), declarations.get().inlinedAt(address));
            first.putIfAbsent(copy, new CodeAddress(address, function.map(Function::name).orElse("")));
        }
        return first.values().stream().distinct().toList();
    }

    /** The next line at or after the given one in that file which has code. */
    public OptionalInt nextLineWithCode(String path, int line) {
        return lines.get().nextLineWithCode(path, line);
    }

    /** The line that an instruction is compiled from. */
    public Optional<SourceLine> lineOf(int address) {
        return lines.get().at(address);
    }

    /** The function whose code the address is in; by symbols where there is no debug information. */
    public Optional<Function> functionAt(int address) {
        return declarations.get().functionAt(address)
                .or(() -> symbols.get().functionAt(address).map(this::function));
    }

    /** The function of that name; by symbols where there is no debug information. */
    public Optional<Function> function(String name) {
        // The symbol tells which unit to look into; without it every one has to be read.
        Optional<Function> at = symbol(name).filter(s -> s.kind() == Symbol.Kind.FUNCTION)
                .flatMap(s -> declarations.get().functionAt(s.address()).filter(f -> f.lowPc() == s.address()))
                .filter(f -> f.name().equals(name));
        return at.or(() -> declarations.get().function(name))
                .or(() -> symbol(name).filter(s -> s.kind() == Symbol.Kind.FUNCTION).map(this::function));
    }

    private Function function(Symbol symbol) {
        int high = symbol.address() + (int) symbols.get().extent(symbol);
        return new Function(symbol.name(), List.of(new AddressRange(symbol.address(), high)), Optional.empty());
    }

    /**
     * Where to stop for a function: the first address after its prologue, when arguments are in place. The entry where
     * the line table doesn't tell.
     */
    public int afterPrologue(Function function) {
        return lines.get().afterPrologue(function.ranges().getFirst());
    }

    /** The symbol of that name; of several a global one. */
    public Optional<Symbol> symbol(String name) {
        return symbols.get().named(name);
    }

    /** The nearest symbol at or before the address, for labels as {@code bump+0x4}. */
    public Optional<Symbol> symbolAt(int address) {
        return symbols.get().before(address);
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
        StaticNames names = new StaticNames(declarations.get(), symbols.get(), types);
        return new ExpressionResolver(names, new TypeNames(declarations.get(), types), expression).resolve(range);
    }

    /** Steps from frame to frame by this program's call frame information, {@code .debug_frame} before the other. */
    public Unwinder unwinder() {
        return unwinder.get();
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
                .thenCompose(innermost -> new StackWalk(this, declarations.get(), lines.get(), memory, most, worker)
                        .from(innermost, 0));
    }

    /**
     * The arguments and local variables in sight where a frame stands, the innermost block's first; only within
     * {@link TargetMemory#ask}. One that is not there, or not at this address, has a value that says why.
     */
    public List<NamedValue> variables(StackFrame frame, TargetMemory memory) {
        return variableReader(memory).locals(frame);
    }

    /**
     * A variable of a file, or with {@code function::} or {@code 'file.c'::} before it; only within
     * {@link TargetMemory#ask}.
     *
     * @param name of the variable alone
     * @param owner a function or a file; empty for any file's, an external one first
     */
    public Optional<NamedValue> global(String name, String owner, TargetMemory memory) {
        return variableReader(memory).global(name, owner);
    }

    /**
     * The value of a C expression in a frame: names in sight there and in the whole program, registers as {@code $eax},
     * casts, arithmetic; only within {@link TargetMemory#ask}. What its assignments want to be written is told, and
     * is for the caller to write.
     */
    public Evaluation evaluate(String expression, StackFrame frame, TargetMemory memory) throws ExpressionException {
        try {
            return Evaluator.evaluate(expression, names(frame, memory), memory);
        } catch (InvalidExpressionException e) {
            throw new ExpressionException(expression, e.column(), e.reason());
        }
    }

    /**
     * A C condition as it will be asked whenever the program reaches an address: its names resolved for that place.
     * What can't be asked without stopping the program, or has no place there, is refused with the reason.
     */
    public Predicate condition(String expression, int address) throws ExpressionException {
        try {
            return PredicateCompiler.compile(expression,
                    new ConditionNames(address, declarations.get(), unwinder.get(), types, this::damaged));
        } catch (InvalidExpressionException e) {
            throw new ExpressionException(expression, e.column(), e.reason());
        }
    }

    private FrameNames names(StackFrame frame, TargetMemory memory) {
        return new FrameNames(frame, variableReader(memory), declarations.get(), symbols.get(), types);
    }

    /** The names of the variables of files, in no order. */
    public List<String> globals() {
        return declarations.get().globalNames();
    }

    /** The parts of values. */
    public Children children(TargetMemory memory) {
        return new Children(memory, new TypeNames(declarations.get(), types)::completed);
    }

    /** Writes values as text. */
    public ValueText text(TargetMemory memory) {
        return new ValueText(children(memory), this::label, reason -> "<" + reason + ">");
    }

    /** The symbol that an address is in, as {@code counter} or {@code counter+4}. */
    public Optional<String> label(int address) {
        return symbols.get().covering(address).map(symbol -> {
            int offset = address - symbol.address();
            // The compiler numbers the static variables of functions, which have no names that are unique.
            String name = symbol.binding() == Symbol.Binding.LOCAL && symbol.kind() == Symbol.Kind.OBJECT
                    ? symbol.name().replaceFirst("\\.\\d+$", "")
                    : symbol.name();
            return name + (offset == 0 ? "" : "+" + offset);
        });
    }

    private VariableReader variableReader(TargetMemory memory) {
        return new VariableReader(declarations.get(), types, unwinder.get(), memory, this::damaged);
    }

    private Unwinder readCallFrames() {
        List<CallFrameTable> tables = new ArrayList<>();
        for (String section : List.of(".debug_frame", ".eh_frame")) {
            int address = file.header(section).map(SectionHeader::address).orElse(0);
            tables.add(new CallFrameTable(section(section), address, section.equals(".eh_frame"), file::covers,
                    this::damaged));
        }
        return new Unwinder(tables, address -> functionAt(address).map(Function::lowPc).map(OptionalInt::of)
                .orElse(OptionalInt.empty()), this::damaged);
    }

    private SymbolTable readSymbols() {
        try {
            return SymbolTable.of(file);
        } catch (MalformedException e) {
            damaged(e);
            return SymbolTable.empty(file);
        }
    }

    private SourceLines readLines() {
        Map<Long, String> directories = new HashMap<>();
        for (Unit unit : info.get().units()) {
            unit.lineProgram().ifPresent(program -> directories.putIfAbsent(program, unit.compilationDirectory()));
        }
        DebugLine section = new DebugLine(section(".debug_line"), section(".debug_line_str"), section(".debug_str"));
        return new SourceLines(LineTable.of(section, file::covers, this::damaged),
                offset -> directories.getOrDefault((long) offset, ""));
    }

    private DebugInfo readInfo() {
        return new DebugInfo(DebugSections.of(this::section), this::damaged);
    }

    private Declarations readDeclarations() {
        return new Declarations(info.get(), lines.get(), file::covers, this::damaged);
    }

    private Section section(String name) {
        try {
            return file.section(name);
        } catch (MalformedException e) {
            damaged(e);
            return Section.absent(name);
        }
    }

    void damaged(MalformedException e) {
        if (defects.size() < MOST_DEFECTS) {
            defects.add(new Defect(e.section(), e.offset(), e.reason()));
        }
    }

    /** Frees nothing by hand: answers stay usable, and a mapping goes with the last that refers to it. */
    @Override
    public void close() {
        // The garbage collector's.
    }
}
