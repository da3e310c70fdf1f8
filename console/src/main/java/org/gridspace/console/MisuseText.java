package org.gridspace.console;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.gridspace.console.outcome.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the user is told about a mistake in the arguments. Static functions. */
final class MisuseText {
    private MisuseText() {}

    /** One line, without the command's name; {@code commands} are the words that name one. */
    static String of(ParameterException e, Set<String> commands) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched, commands);
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return "missing "
                    + missing.getMissing().stream().map(MisuseText::name).collect(Collectors.joining(", "));
        }
        return String.valueOf(e.getMessage());
    }

    private static String unmatched(UnmatchedArgumentException e, Set<String> commands) {
        CommandLine command = e.getCommandLine();
        String word = e.getUnmatched().get(0);
        if (word.startsWith("-")) {
            var names = new TreeSet<String>();
            command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            return "unknown option '" + name + "'" + didYouMean(name, names);
        }
        if (command.getParent() == null) {
            return unknownCommand(word, commands);
        }
        return "unexpected argument '" + word + "'";
    }

    /** One line about a word that names no command. */
    static String unknownCommand(String word, Set<String> commands) {
        String nearest = didYouMean(word, commands);
        return "unknown command '" + word + "'" + (nearest.isEmpty() ? "; `gridspace help` lists them" : nearest);
    }

    private static String didYouMean(String word, Set<String> words) {
        return Suggestion.nearest(word, words)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("");
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + " " + option.paramLabel()
                : argument.paramLabel();
    }
}
