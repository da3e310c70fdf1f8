package org.gridspace.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gridspace.policy.PolicyTokens.Kind;
import org.gridspace.policy.PolicyTokens.Token;
import org.jspecify.annotations.Nullable;

/**
 * A Java policy file, read. The grammar is that of the JDK's policy files with these differences: {@code keystore},
 * {@code signedBy} and {@code principal} are refused, since nothing here is signed; a property that isn't set is an
 * error, and not a permission silently left out; escapes are {@code \n \t \\ \"} only. Immutable.
 *
 * @param name the file's name for messages
 * @param grants its grants, in order
 */
public record PolicyFile(String name, List<Grant> grants) {
    /** A policy file may have at most this many bytes. */
    public static final int MAX_BYTES = 1 << 20;

    /** What {@code ${gridspace.scratch}} means in a policy file: a task's private scratch space. */
    public static final String SCRATCH = "/scratch";

    private static final String STRICT = "worker.policy";

    /** Copies the list. */
    public PolicyFile {
        grants = List.copyOf(grants);
    }

    /** Reads a file, UTF-8. */
    public static PolicyFile read(Path file) throws PolicyProblem {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new PolicyProblem(file.toString(), "is larger than " + MAX_BYTES + " bytes");
            }
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new PolicyProblem(file.toString(), "there is no such policy file");
        } catch (CharacterCodingException e) {
            throw new PolicyProblem(file.toString(), "is not UTF-8 text");
        } catch (IOException e) {
            throw new PolicyProblem(file.toString(), "can't be read: " + e.getMessage());
        }
    }

    /** The strict policy that ships with Gridspace as {@code policy/worker.policy}. */
    public static PolicyFile strict() {
        try (InputStream in = PolicyFile.class.getResourceAsStream(STRICT)) {
            if (in == null) {
                throw new IllegalStateException(STRICT + " is not packed with its reader");
            }
            return parse(STRICT, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException | PolicyProblem e) {
            throw new IllegalStateException("the policy that ships with Gridspace can't be read", e);
        }
    }

    /** Reads text; {@code name} stands for the file in messages. */
    public static PolicyFile parse(String name, String text) throws PolicyProblem {
        return new Reader(name, text).file();
    }

    /** Recursive descent over the tokens, one token ahead. */
    private static final class Reader {
        private static final Map<String, String> OWN_PROPERTIES = Map.of("/", "/", "gridspace.scratch", SCRATCH);

        private final String name;
        private final PolicyTokens tokens;
        private Token token;

        Reader(String name, String text) throws PolicyProblem {
            this.name = name;
            this.tokens = new PolicyTokens(name, text);
            this.token = tokens.next();
        }

        PolicyFile file() throws PolicyProblem {
            List<Grant> grants = new ArrayList<>();
            while (token.kind() != Kind.END) {
                if (!token.isWord("grant")) {
                    throw problem(
                            token,
                            token.isWord("keystore") || token.isWord("keystorePasswordURL")
                                    ? token.text() + " is refused: nothing that runs in a sandbox is signed"
                                    : "expected 'grant', found " + token.shown());
                }
                grants.add(grant());
            }
            return new PolicyFile(name, grants);
        }

        private Grant grant() throws PolicyProblem {
            Position at = token.at();
            advance();
            String codeBase = null;
            while (!token.isSign("{")) {
                Token clause = token;
                if (!clause.isWord("codeBase") || codeBase != null) {
                    throw problem(clause, refusedClause(clause));
                }
                advance();
                codeBase = string("the code base");
                if (token.isSign(",")) {
                    advance();
                }
            }
            advance();
            List<PermissionEntry> permissions = new ArrayList<>();
            while (!token.isSign("}")) {
                permissions.add(permission());
            }
            advance();
            sign(";");
            return new Grant(codeBase, at, permissions);
        }

        private static String refusedClause(Token clause) {
            if (clause.isWord("signedBy")) {
                return "signedBy is refused: nothing that runs in a sandbox is signed";
            }
            if (clause.isWord("principal")) {
                return "principal is refused: no one logs in to a sandbox";
            }
            return "expected '{', found " + clause.shown();
        }

        private PermissionEntry permission() throws PolicyProblem {
            if (!token.isWord("permission")) {
                throw problem(token, "expected 'permission' or '}', found " + token.shown());
            }
            advance();
            Token type = token;
            if (type.kind() != Kind.WORD) {
                throw problem(type, "expected the class of a permission, found " + type.shown());
            }
            advance();
            Position targetAt = token.kind() == Kind.STRING ? token.at() : type.at();
            String target = token.kind() == Kind.STRING ? string("the target") : null;
            String actions = null;
            if (target != null && token.isSign(",")) {
                advance();
                if (!token.isWord("signedBy")) {
                    actions = string("the actions");
                }
            }
            if (token.isSign(",")) {
                advance();
            }
            if (token.isWord("signedBy")) {
                throw problem(token, refusedClause(token));
            }
            sign(";");
            return new PermissionEntry(type.text(), target, actions, type.at(), targetAt);
        }

        private String string(String what) throws PolicyProblem {
            Token string = token;
            if (string.kind() != Kind.STRING) {
                throw problem(string, "expected " + what + " in quotes, found " + string.shown());
            }
            advance();
            return expand(string);
        }

        private String expand(Token string) throws PolicyProblem {
            String text = string.text();
            StringBuilder expanded = new StringBuilder();
            int from = 0;
            for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", from)) {
                int end = text.indexOf('}', start);
                if (end < 0) {
                    throw problem(string, "'${' without '}'");
                }
                String property = text.substring(start + 2, end);
                String value = property(property);
                if (value == null) {
                    throw problem(
                            string,
                            property.startsWith("{")
                                    ? "${{…}} is refused: nothing that runs in a sandbox is signed"
                                    : "the property '" + property + "' is not set");
                }
                expanded.append(text, from, start).append(value);
                from = end + 1;
            }
            return expanded.append(text, from, text.length()).toString();
        }

        private static @Nullable String property(String property) {
            String own = OWN_PROPERTIES.get(property);
            return own != null || property.isEmpty() ? own : System.getProperty(property);
        }

        private void sign(String sign) throws PolicyProblem {
            if (!token.isSign(sign)) {
                throw problem(token, "expected '" + sign + "', found " + token.shown());
            }
            advance();
        }

        private void advance() throws PolicyProblem {
            token = tokens.next();
        }

        private PolicyProblem problem(Token at, String text) {
            return new PolicyProblem(name, at.at().line(), at.at().column(), text);
        }
    }
}
