package io.tributary.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.log.LogKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A log statement is a constant phrase, and values under keys that all programs share. */
class LogStatementsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern LOGGER =
      Pattern.compile("LoggerFactory\\s*\\.getLogger\\(\\w+\\.class\\)");
  private static final Pattern NAMED_LOG =
      Pattern.compile("Logger LOG\\s*=\\s*LoggerFactory\\s*\\.getLogger\\(");

  /** SLF4J's older methods, and references to them. */
  private static final Pattern OLDER =
      Pattern.compile("\\bLOG\\s*(\\.|::)\\s*(trace|debug|info|warn|error)\\b");

  private static final Pattern KEY = Pattern.compile("\\.addKeyValue\\(\\s*([^,]+?)\\s*,");
  private static final Pattern KEY_CONSTANT = Pattern.compile("LogKeys\\.([A-Z_]+)");
  private static final Pattern MESSAGE =
      Pattern.compile("\\.log\\((.*?)\\)\\s*[;)]", Pattern.DOTALL);

  /** A phrase in quotes, or one of two. */
  private static final Pattern CONSTANT =
      Pattern.compile("(\\w+ \\? )?\"[^\"{}]+\"( : \"[^\"{}]+\")?");

  @Test
  void everyStatementIsAConstantPhraseWithKeysOfTheList() throws IOException {
    List<String> wrong = new ArrayList<>();
    int statements = 0;
    for (Path file : sources()) {
      String code = Files.readString(file);
      if (LOGGER.matcher(code).find()) {
        statements += all(MESSAGE, code).size();
        mistakes(file, code).forEach(mistake -> wrong.add(file + ": " + mistake));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(statements).isGreaterThan(75);
  }

  @Test
  void theRulesFindWhatTheyAreFor() {
    Path ours = Path.of("worker/X.java");
    String logger = "private static final Logger LOG = LoggerFactory.getLogger(X.class);\n";
    assertThat(mistakes(ours, logger + "LOG.info(\"joined: {}\", x);")).hasSize(1);
    assertThat(mistakes(ours, logger + "notes.forEach(LOG::warn);")).hasSize(1);
    assertThat(mistakes(ours, logger + "LOG.atInfo().log(\"joined {}\");")).hasSize(1);
    assertThat(mistakes(ours, logger + "LOG.atInfo().log(\"joined \" + x);")).hasSize(1);
    assertThat(mistakes(ours, logger + "LOG.atInfo().addKeyValue(\"url\", x).log(\"a\");"))
        .hasSize(1);
    assertThat(mistakes(ours, logger + "LOG.atInfo().addKeyValue(LogKeys.URLS, x).log(\"a\");"))
        .hasSize(1);
    assertThat(mistakes(ours, logger.replace(" LOG ", " log "))).hasSize(1);
    assertThat(mistakes(ours, logger + "LOG.atInfo().addKeyValue(LogKeys.URL, x).log(\"a\");"))
        .isEmpty();
    assertThat(
            mistakes(
                Path.of("../infra/broker/src/main/java/X.java"),
                logger + "LOG.atInfo().addKeyValue(\"bootstrap\", x).log(\"a\");"))
        .isEmpty();
  }

  @Test
  void everyKeyIsOneWordOnceAndInUse() throws IOException {
    var values = new TreeMap<String, String>(keys());
    assertThat(values.values())
        .doesNotHaveDuplicates()
        .allMatch(value -> value.matches("[a-z][a-zA-Z]*"));
    var used = new TreeSet<String>();
    for (Path file : sources()) {
      String code = Files.readString(file);
      all(KEY_CONSTANT, code).forEach(match -> used.add(match.group(1)));
      values.forEach(
          (name, value) -> {
            if (code.contains(".addKeyValue(\"" + value + '"')) {
              used.add(name);
            }
          });
    }
    assertThat(used).containsAll(values.keySet());
  }

  private static List<String> mistakes(Path file, String code) {
    var mistakes = new ArrayList<String>();
    if (all(LOGGER, code).size() != all(NAMED_LOG, code).size()) {
      mistakes.add("a logger is not called LOG, so that this test does not see it");
    }
    all(OLDER, code).forEach(match -> mistakes.add(match.group() + ": use LOG.atInfo() and so on"));
    for (MatchResult match : all(KEY, code)) {
      if (!isKey(file, match.group(1))) {
        mistakes.add(match.group(1) + " is no constant of LogKeys");
      }
    }
    for (MatchResult match : all(MESSAGE, code)) {
      if (!CONSTANT.matcher(match.group(1).strip()).matches()) {
        mistakes.add(match.group(1) + " is no constant phrase without {}");
      }
    }
    return mistakes;
  }

  /** Broker and test kit stand below the module of the list: they name its keys. */
  private static boolean isKey(Path file, String key) {
    boolean below = Set.of("broker", "testkit").contains(module(file));
    if (below) {
      return keys().values().stream().anyMatch(value -> key.equals('"' + value + '"'));
    }
    Matcher constant = KEY_CONSTANT.matcher(key);
    return constant.matches() && keys().containsKey(constant.group(1));
  }

  private static String module(Path file) {
    String path = file.toString();
    int end = path.indexOf("/src/main/");
    return end < 0 ? "" : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  private static SortedMap<String, String> keys() {
    return Arrays.stream(LogKeys.class.getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .collect(
            Collectors.toMap(
                Field::getName, LogStatementsTest::value, (one, other) -> one, TreeMap::new));
  }

  private static String value(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<MatchResult> all(Pattern pattern, String code) {
    return pattern.matcher(code).results().toList();
  }

  /** Main code of all modules; not what an archive holds that somebody unpacked here. */
  private static List<Path> sources() throws IOException {
    var found = new ArrayList<Path>();
    for (String module :
        List.of("schemas", "client-worker", "aggregation-streams", "router-service", "infra")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> file.toString().contains("/src/main/java/"))
            .forEach(found::add);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    assertThat(found).hasSizeGreaterThan(500);
    return found;
  }
}
