/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.cdt;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;

import org.eclipse.debug.core.DebugException;
import org.jspecify.annotations.Nullable;

/**
 * What implements an interface of CDT's that is known by its name only: it has the methods that are given by their
 * names. Two are equal if they are the same interface to the same object, for CDT compares them.
 *
 * @param subject what the methods work on
 * @param methods by name; methods of one name with different parameters share one
 */
record ByName(Class<?> type, Object subject, Map<String, Body> methods) implements InvocationHandler {

    /** What a method does with its arguments, which are those of the interface. */
    @FunctionalInterface
    interface Body {

        @Nullable Object call(@Nullable Object[] arguments) throws DebugException;
    }

    /** Makes an object of the interface. Methods that it declares and nobody has given fail when they are called. */
    static <T> T implement(Class<T> type, Object subject, Map<String, Body> methods) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                new ByName(type, subject, methods)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        Object[] given = arguments == null ? new Object[0] : arguments;
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> isSame(given[0]);
                case "hashCode" -> subject.hashCode();
                default -> type.getSimpleName() + " of " + subject;
            };
        }
        Body body = methods.get(method.getName());
        if (body != null) {
            return body.call(given);
        }
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, given);
        }
        throw new UnsupportedOperationException(method.toString());
    }

    private boolean isSame(@Nullable Object other) {
        return other != null && Proxy.isProxyClass(other.getClass())
                && Proxy.getInvocationHandler(other) instanceof ByName that && type == that.type
                && subject.equals(that.subject);
    }
}
