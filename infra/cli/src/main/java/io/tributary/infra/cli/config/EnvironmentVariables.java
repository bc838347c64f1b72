package io.tributary.infra.cli.config;

import io.tributary.logging.LogSettings;
import io.tributary.schemas.natives.NativeFolder;
import io.tributary.schemas.settings.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Interprets the environment's variables. */
public final class EnvironmentVariables {
  static final String PREFIX = "TRIBUTARY_";

  /**
   * The variables that Kubernetes gives every pod for each service of its namespace: for a service
   * called {@code tributary-router}, {@code TRIBUTARY_ROUTER_PORT=tcp://10.0.0.1:8080} is no port.
   */
  private static final Pattern OF_A_SERVICE =
      Pattern.compile(".*_SERVICE_(HOST|PORT(_.*)?)|.*_PORT_\\d+_(TCP|UDP|SCTP)(_.*)?");

  private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

  /**
   * The variables that other programs than verbs read: the start script, experiments, benchmarks.
   */
  private static final Set<String> OTHERS =
      Set.of(
          "TRIBUTARY_JAVA_OPTS",
          NativeFolder.VARIABLE,
          LogSettings.FORMAT_VARIABLE,
          LogSettings.LEVEL_VARIABLE,
          "TRIBUTARY_DATA",
          "TRIBUTARY_PYTHON");

  private EnvironmentVariables() {}

  /** Returns the variables with a value: an empty one counts as missing. */
  static SortedMap<String, String> settings(Map<String, String> variables) {
    SortedMap<String, String> settings = new TreeMap<>(variables);
    settings
        .entrySet()
        .removeIf(variable -> variable.getValue().isEmpty() || isOfAService(variable));
    return settings;
  }

  private static boolean isOfAService(Map.Entry<String, String> variable) {
    String name = variable.getKey();
    return OF_A_SERVICE.matcher(name).matches()
        || (name.endsWith("_PORT") && ADDRESS.matcher(variable.getValue()).matches());
  }

  /**
   * Returns one line for each variable with the product's prefix that no verb reads.
   *
   * @param settings as {@link #settings} returns them
   * @param keys of all verbs
   */
  public static List<String> unread(Map<String, String> settings, ConfigKeys keys) {
    Set<String> known = new TreeSet<>(OTHERS);
    keys.names().forEach(key -> known.add(Configuration.variable(key.replace('.', '_'))));
    List<String> lines = new ArrayList<>();
    for (String name : settings.keySet()) {
      if (isSetting(name, keys) && !known.contains(name)) {
        lines.add(
            "environment variable "
                + name
                + " is read by no verb"
                + NearestWord.question(name, known));
      }
    }
    return lines;
  }

  /** A variable of a noun that is here; Kafka's own settings have any names. */
  private static boolean isSetting(String name, ConfigKeys keys) {
    Set<String> elsewhere = new TreeSet<>(keys.absent());
    elsewhere.add(Configuration.KAFKA);
    return name.startsWith(PREFIX)
        && elsewhere.stream().noneMatch(noun -> name.startsWith(Configuration.variable(noun)));
  }
}
