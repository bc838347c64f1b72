package io.tributary.infra.cli.contract;

import io.tributary.schemas.contract.ContractKey;
import io.tributary.schemas.contract.ContractKeys;
import io.tributary.schemas.spec.FederationSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A contract in an answer.
 *
 * @param federation its name
 * @param revision how often it was changed
 * @param layoutDigest of its adapters' layout
 * @param version0 digest of version 0 of every cluster; empty if it is too large to be computed
 *     here
 * @param contract values by section and key, in the form of a file for {@code federation create}
 * @param changeable names of those that {@code federation alter} accepts
 */
record ContractView(
    String federation,
    int revision,
    String layoutDigest,
    String version0,
    Map<String, Map<String, String>> contract,
    List<String> changeable) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9@._/+-]*");
  private static final int MEANING_COLUMN = 34;

  /** The largest version 0 that is computed: 256 MiB of floats. */
  private static final int MAX_COMPUTED = 1 << 26;

  static ContractView of(FederationSpec spec) {
    var sections = new LinkedHashMap<String, Map<String, String>>();
    for (ContractKey key : ContractKeys.list()) {
      sections
          .computeIfAbsent(key.section(), section -> new LinkedHashMap<>())
          .put(key.key(), key.value().apply(spec));
    }
    return new ContractView(
        spec.federation(),
        spec.revision(),
        spec.layout().fullDigest(),
        version0(spec),
        sections,
        ContractKeys.list().stream()
            .filter(ContractKey::changeable)
            .map(ContractKey::name)
            .toList());
  }

  private static String version0(FederationSpec spec) {
    return spec.layout().parameters() <= MAX_COMPUTED ? spec.initialAdapter().digest() : "";
  }

  /** Returns YAML that {@code federation create --file} accepts; comments explain the values. */
  static String yaml(FederationSpec spec) {
    var lines = new ArrayList<String>();
    lines.add(
        "# Contract of federation "
            + spec.federation()
            + ", revision "
            + spec.revision()
            + "; 'federation alter' takes what is marked with *.");
    lines.add("# Layout " + spec.layout().fullDigest() + ", version 0 " + version0(spec));
    String section = "";
    for (ContractKey key : ContractKeys.list()) {
      if (!key.section().equals(section)) {
        section = key.section();
        lines.add(section + ":");
      }
      lines.add(line(key, key.value().apply(spec)));
    }
    return String.join("\n", lines);
  }

  private static String line(ContractKey key, String value) {
    String comment = "# " + (key.changeable() ? "* " : "") + key.meaning();
    if (value.contains(",")) {
      var text = new StringBuilder("  " + key.key() + ": " + comment);
      for (String element : value.split(",", -1)) {
        text.append("\n    - ").append(scalar(element));
      }
      return text.toString();
    }
    String entry = "  " + key.key() + ": " + scalar(value);
    return entry + " ".repeat(Math.max(1, MEANING_COLUMN - entry.length())) + comment;
  }

  private static String scalar(String value) {
    return PLAIN.matcher(value).matches()
        ? value
        : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
