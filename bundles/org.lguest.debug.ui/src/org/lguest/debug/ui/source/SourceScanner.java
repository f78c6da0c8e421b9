/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.source;

import java.util.List;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.text.TextAttribute;
import org.eclipse.jface.text.rules.EndOfLineRule;
import org.eclipse.jface.text.rules.IRule;
import org.eclipse.jface.text.rules.IToken;
import org.eclipse.jface.text.rules.IWordDetector;
import org.eclipse.jface.text.rules.MultiLineRule;
import org.eclipse.jface.text.rules.RuleBasedScanner;
import org.eclipse.jface.text.rules.SingleLineRule;
import org.eclipse.jface.text.rules.Token;
import org.eclipse.jface.text.rules.WhitespaceRule;
import org.eclipse.jface.text.rules.WordRule;
import org.eclipse.swt.SWT;

/** Tells keywords, comments, strings and preprocessor lines apart, in colours of the current theme. */
final class SourceScanner extends RuleBasedScanner {

    private static final String COLOURS = "org.lguest.debug.ui.source.";

    private static final List<String> KEYWORDS = List.of(
            "auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum",
            "extern", "float", "for", "goto", "if", "inline", "int", "long", "register", "restrict", "return",
            "short", "signed", "sizeof", "static", "struct", "switch", "typedef", "union", "unsigned", "void",
            "volatile", "while", "asm", "__asm__", "__attribute__", "bool", "_Bool", "_Static_assert", "NULL",
            "true", "false");

    SourceScanner() {
        IToken keyword = token("keyword", SWT.BOLD);
        IToken comment = token("comment", SWT.NORMAL);
        IToken string = token("string", SWT.NORMAL);
        IToken preprocessor = token("preprocessor", SWT.NORMAL);
        IToken plain = new Token(new TextAttribute(null));
        // A word that is no keyword is taken whole, or its tail might look like one.
        WordRule words = new WordRule(new Word(), plain);
        KEYWORDS.forEach(word -> words.addWord(word, keyword));
        EndOfLineRule directive = new EndOfLineRule("#", preprocessor);
        directive.setColumnConstraint(0);
        setRules(new IRule[] {
            new MultiLineRule("/*", "*/", comment, (char) 0, true),
            new EndOfLineRule("//", comment),
            new SingleLineRule("\"", "\"", string, '\\'),
            new SingleLineRule("'", "'", string, '\\'),
            directive,
            words,
            new WhitespaceRule(Character::isWhitespace)});
        setDefaultReturnToken(plain);
    }

    private static IToken token(String colour, int style) {
        return new Token(new TextAttribute(JFaceResources.getColorRegistry().get(COLOURS + colour), null, style));
    }

    private static final class Word implements IWordDetector {

        @Override
        public boolean isWordStart(char c) {
            return Character.isJavaIdentifierStart(c) && c != '$';
        }

        @Override
        public boolean isWordPart(char c) {
            return Character.isJavaIdentifierPart(c) && c != '$';
        }
    }
}
