package io.tributary.infra.cli.command;

import java.util.Optional;

/** The words of a command line, looked at before picocli parses them. */
public final class RawArguments {
  private RawArguments() {}

  /** Returns the value of {@code --name VALUE} or {@code --name=VALUE}, the first one. */
  public static Optional<String> valueOf(String option, String[] words) {
    for (int i = 0; i < words.length; i++) {
      if (words[i].equals(option) && i + 1 < words.length) {
        return Optional.of(words[i + 1]);
      }
      if (words[i].startsWith(option + "=")) {
        return Optional.of(words[i].substring(option.length() + 1));
      }
    }
    return Optional.empty();
  }
}
