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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/** What users read: a text for each name, and a name for each text. */
class MessagesTest {

    @Test
    void everyNameHasATextAndEveryTextAName() throws Exception {
        Properties texts = new Properties();
        try (InputStream in = Messages.class.getResourceAsStream("messages.properties")) {
            texts.load(in);
        }
        TreeSet<String> names = Arrays.stream(Messages.class.getFields())
                .filter(field -> field.getType() == String.class && !Modifier.isFinal(field.getModifiers()))
                .map(Field::getName).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(names, new TreeSet<>(texts.stringPropertyNames()));
        for (String name : names) {
            String text = (String) Messages.class.getField(name).get(null);
            assertFalse(text.isBlank() || text.startsWith("NLS missing"), name);
        }
    }
}
