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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

import org.lguest.dwarf.IndexProgress.Part;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Symbol;
import org.lguest.dwarf.elf.SymbolTable;
import org.lguest.dwarf.frame.CallFrameTable;
import org.lguest.dwarf.frame.TrapFrame;
import org.lguest.dwarf.frame.Unwinder;
import org.lguest.dwarf.info.DebugInfo;
import org.lguest.dwarf.info.DebugSections;
import org.lguest.dwarf.info.Tag;
import org.lguest.dwarf.info.Unit;
import org.lguest.dwarf.line.DebugLine;
import org.lguest.dwarf.line.ProgramRun;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Types;

/** What is worked out once from a program's debug information, each when it is first asked for. For any thread. */
final class Indexes {
    private final DebugFile file;
    private final Lazy<SymbolTable> symbols = new Lazy<>(this::readSymbols);
    private final Lazy<DebugInfo> info = new Lazy<>(this::readInfo);
    private final Lazy<Optional<DebugInfo>> supplement = new Lazy<>(this::readSupplement);
    private final Lazy<UnitIndex> unitIndex = new Lazy<>(this::readUnitIndex);
    private final Lazy<UnitCode> unitCode = new Lazy<>(this::readUnitCode);
    private final Lazy<Map<Long, String>> directories = new Lazy<>(this::readDirectories);
    private final Lazy<SourceLines> lines = new Lazy<>(this::readLines);
    private final Lazy<Declarations> declarations = new Lazy<>(this::readDeclarations);
    private final Lazy<Unwinder> unwinder = new Lazy<>(this::readCallFrames);
    private final Lazy<Callers> callers = new Lazy<>(this::readCallers);
    private final Lazy<Optional<TrapFrame>> trapFrame = new Lazy<>(this::readTrapFrame);

    Indexes(DebugFile file) {
        this.file = file;
    }

    SymbolTable symbols() {
        return symbols.get();
    }

    SourceLines lines() {
        return lines.get();
    }

    Declarations declarations() {
        return declarations.get();
    }

    Unwinder unwinder() {
        return unwinder.get();
    }

    Callers callers() {
        return callers.get();
    }

    /** Whether something is loaded there, of the program or of what its debug information describes. */
    boolean covers(int address) {
        return file.covers(address);
    }

    void damaged(MalformedException e) {
        file.damaged(e);
    }

    /** @return false when cancelled */
    boolean index(IndexProgress progress) {
        // The one depends on nothing of the others.
        CompletableFuture.runAsync(symbols::get);
        return make(info, progress, Part.UNITS, ".debug_info")
                && make(lines, progress, Part.LINES, ".debug_line")
                && make(symbols, progress, Part.SYMBOLS, ".symtab");
    }

    /** @return false when cancelled */
    boolean indexNames(IndexProgress progress) {
        return index(progress) && watched(progress, Part.NAMES, ".debug_info",
                told -> {
                    lines.get().runAll();
                    declarations.get().walkAll(told);
                });
    }

    private boolean make(Lazy<?> index, IndexProgress progress, Part part, String section) {
        return watched(progress, part, section, told -> index.get(told, progress::isCancelled));
    }

    private boolean watched(IndexProgress progress, Part part, String section, Consumer<LongConsumer> work) {
        long total = file.section(section).size();
        try {
            LongConsumer told = done -> {
                if (progress.isCancelled()) {
                    throw new CancellationException();
                }
                progress.reached(part, Math.min(done, total), total);
            };
            told.accept(0);
            work.accept(told);
            told.accept(total);
            return true;
        } catch (CancellationException e) {
            return false;
        }
    }

    private SymbolTable readSymbols() {
        try {
            return SymbolTable.of(file.symbols());
        } catch (MalformedException e) {
            file.damaged(e);
            return SymbolTable.empty(file.symbols());
        }
    }

    private DebugInfo readInfo(LongConsumer progress) {
        DebugInfo read = new DebugInfo(DebugSections.of(file::section), supplement::get, file.splits()::find,
                file::damaged, progress);
        file.splits().tellMissing(read.units());
        return read;
    }

    private Optional<DebugInfo> readSupplement() {
        return file.hasSupplement()
                ? Optional.of(new DebugInfo(DebugSections.of(file::supplementary), file::damaged))
                : Optional.empty();
    }

    private UnitIndex readUnitIndex() {
        return UnitIndex.of(file, info.get());
    }

    private UnitCode readUnitCode() {
        return new UnitCode(info.get(), unitIndex.get(), file::damaged);
    }

    private Map<Long, String> readDirectories() {
        Map<Long, String> found = new HashMap<>();
        for (Unit unit : info.get().units()) {
            unit.lineProgram().ifPresent(program -> found.putIfAbsent(program, unit.compilationDirectory()));
        }
        return found;
    }

    private SourceLines readLines(LongConsumer progress) {
        DebugLine section = new DebugLine(file.section(".debug_line"), file.section(".debug_line_str"),
                file.section(".debug_str"));
        return new SourceLines(section.programs(file::damaged, progress),
                offset -> directories.get().getOrDefault(offset, ""), this::likelyPrograms,
                header -> ProgramRun.of(header, file::covers, file::damaged));
    }

    private List<Long> likelyPrograms(int address) {
        return unitCode.get().at(address).stream().flatMap(unit -> unit.lineProgram().stream().boxed()).distinct()
                .toList();
    }

    private Declarations readDeclarations() {
        return new Declarations(info.get(), unitIndex.get(), unitCode.get(), lines.get(), file::covers,
                name -> symbols.get().named(name), file::damaged);
    }

    private Unwinder readCallFrames() {
        List<CallFrameTable> tables = new ArrayList<>();
        if (info.get().units().stream().anyMatch(unit -> unit.addressSize() != 4)) {
            // Its registers have the numbers of another machine, and would be taken for those of this one.
            return new Unwinder(tables, this::entryOf, trapFrame::get, file::damaged);
        }
        for (String section : List.of(".debug_frame", ".eh_frame")) {
            tables.add(new CallFrameTable(file.section(section), file.address(section), section.equals(".eh_frame"),
                    file::covers, file::damaged));
        }
        return new Unwinder(tables, this::entryOf, trapFrame::get, file::damaged);
    }

    private Callers readCallers() {
        return new Callers(declarations.get(), unwinder.get(), new CodePlaces(this), file::damaged);
    }

    /** What Linux's entry code saves, by its name there. */
    private Optional<TrapFrame> readTrapFrame() {
        return declarations.get().outermost().type(Tag.DW_TAG_STRUCTURE_TYPE, "pt_regs").map(new Types(file::damaged)::of)
                .flatMap(type -> type instanceof Type.Structure saved
                        ? TrapFrame.of(saved.members().get()) : Optional.empty());
    }

    /** Of code without a function, as much in assembly is, the label before it. */
    private OptionalInt entryOf(int address) {
        return new CodePlaces(this).functionAt(address).map(Function::lowPc)
                .or(() -> symbols.get().before(address).map(Symbol::address))
                .map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
