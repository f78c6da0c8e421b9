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

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A value made once, by the thread that first asks for it; others that ask meanwhile wait. If the making is cancelled,
 * the next one who asks makes it.
 */
final class Lazy<T> {
    private static final long PATIENCE_MILLISECONDS = 50;

    private final Function<LongConsumer, T> maker;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable T value;

    Lazy(Supplier<T> maker) {
        this(progress -> maker.get());
    }

    /** @param maker tells now and then how many bytes it has read; if that throws, there is no value */
    Lazy(Function<LongConsumer, T> maker) {
        this.maker = maker;
    }

    T get() {
        T known = value;
        if (known != null) {
            return known;
        }
        lock.lock();
        return make(done -> {
            // Nobody watches.
        });
    }

    /**
     * As {@link #get}, watched.
     *
     * @param progress is told how many bytes have been read
     * @throws CancellationException when cancelled, here or by {@code progress}
     */
    T get(LongConsumer progress, BooleanSupplier isCancelled) {
        T known = value;
        if (known != null) {
            return known;
        }
        try {
            while (!lock.tryLock(PATIENCE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                if (isCancelled.getAsBoolean()) {
                    throw new CancellationException();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
        return make(progress);
    }

    /** With the lock, which is given back. */
    private T make(LongConsumer progress) {
        try {
            T known = value;
            if (known == null) {
                known = maker.apply(progress);
                value = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }
}
