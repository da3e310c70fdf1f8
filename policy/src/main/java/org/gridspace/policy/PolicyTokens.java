package org.gridspace.policy;

/**
 * Cuts a policy file into words, quoted strings and signs. Confined to one reader. Comments are {@code //} to the end
 * of the line, and slash-star to star-slash.
 */
final class PolicyTokens {
    enum Kind {
        WORD,
        STRING,
        SIGN,
        END
    }

    record Token(Kind kind, String text, Position at) {
        boolean isWord(String keyword) {
            return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
        }

        boolean isSign(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }

        String shown() {
            return switch (kind) {
                case END -> "the end of the file";
                case STRING -> "\"" + text + "\"";
                case WORD, SIGN -> "'" + text + "'";
            };
        }
    }

    private final String file;
    private final String text;
    private int next;
    private int line = 1;
    private int column = 1;

    PolicyTokens(String file, String text) {
        this.file = file;
        this.text = text;
    }

    Token next() throws PolicyProblem {
        skipBlanksAndComments();
        Position at = new Position(line, column);
        if (next >= text.length()) {
            return new Token(Kind.END, "", at);
        }
        char c = text.charAt(next);
        if (c == '"') {
            return new Token(Kind.STRING, string(at), at);
        }
        if ("{};,".indexOf(c) >= 0) {
            advance();
            return new Token(Kind.SIGN, String.valueOf(c), at);
        }
        if (!isWordPart(c)) {
            throw new PolicyProblem(file, at.line(), at.column(), "unexpected character '" + c + "'");
        }
        int start = next;
        while (next < text.length() && isWordPart(text.charAt(next))) {
            advance();
        }
        return new Token(Kind.WORD, text.substring(start, next), at);
    }

    private static boolean isWordPart(char c) {
        return Character.isJavaIdentifierPart(c) || c == '.';
    }

    private void skipBlanksAndComments() throws PolicyProblem {
        while (next < text.length()) {
            if (Character.isWhitespace(text.charAt(next)) || text.charAt(next) == '\uFEFF') {
                advance();
            } else if (text.startsWith("//", next)) {
                while (next < text.length() && text.charAt(next) != '\n') {
                    advance();
                }
            } else if (text.startsWith("/*", next)) {
                skipBlockComment();
            } else {
                return;
            }
        }
    }

    private void skipBlockComment() throws PolicyProblem {
        Position at = new Position(line, column);
        int end = text.indexOf("*/", next + 2);
        if (end < 0) {
            throw new PolicyProblem(file, at.line(), at.column(), "the comment that starts here never ends");
        }
        while (next < end + 2) {
            advance();
        }
    }

    private String string(Position at) throws PolicyProblem {
        StringBuilder value = new StringBuilder();
        advance();
        while (next < text.length() && text.charAt(next) != '\n') {
            char c = advance();
            if (c == '"') {
                return value.toString();
            }
            if (c != '\\') {
                value.append(c);
            } else if (next < text.length()) {
                value.append(escaped());
            }
        }
        throw new PolicyProblem(file, at.line(), at.column(), "the string that starts here never ends");
    }

    private char escaped() throws PolicyProblem {
        Position at = new Position(line, column);
        char c = advance();
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case '\\', '"' -> c;
            default -> throw new PolicyProblem(file, at.line(), at.column(), "unknown escape '\\" + c + "'");
        };
    }

    private char advance() {
        char c = text.charAt(next++);
        if (c == '\n') {
            line++;
            column = 1;
        } else {
            column++;
        }
        return c;
    }
}
