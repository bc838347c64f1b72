package io.tributary.infra.guide;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prometheus' text format, read back. */
public final class MetricFamilies {
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private static final String LARGEST = "_max";

  private MetricFamilies() {}

  /**
   * One metric.
   *
   * @param type as the format names it
   * @param labels of its samples, but the bounds of buckets
   * @param values of these labels, all together
   */
  public record Family(
      String name, String type, SortedSet<String> labels, SortedSet<String> values) {}

  /** All metrics of a scrape, by name; the largest value beside a histogram is a part of it. */
  public static SortedMap<String, Family> of(String scrape) {
    var families = new TreeMap<String, Family>();
    Family family = null;
    for (String line : scrape.lines().toList()) {
      Matcher type = TYPE.matcher(line);
      if (type.matches()) {
        family = new Family(type.group(1), type.group(2), new TreeSet<>(), new TreeSet<>());
        families.put(family.name(), family);
      } else if (!line.startsWith("#") && family != null) {
        Matcher label = LABEL.matcher(line);
        while (label.find()) {
          if (!label.group(1).equals("le")) {
            family.labels().add(label.group(1));
            family.values().add(label.group(2));
          }
        }
      }
    }
    families
        .keySet()
        .removeIf(
            name ->
                name.endsWith(LARGEST)
                    && families.containsKey(name.substring(0, name.length() - LARGEST.length())));
    return families;
  }
}
