package io.tributary.infra.history;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.settings.Failure;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person's reference to an adapter: {@code c0} for the newest of a cluster, {@code c0@16} for a
 * version, {@code c0@1.16-fbf1ca372d475c5e} in full.
 *
 * @param text as it was given
 * @param cluster whose adapter it is
 * @param version empty: the newest
 * @param name the full name; empty if it was not given in full
 */
public record AdapterReference(
    String text, ClusterId cluster, OptionalInt version, Optional<AdapterVersion> name) {
  private static final Pattern SHORT = Pattern.compile("(c(?:0|[1-9]\\d{0,8}))(?:@(\\d{1,9}))?");

  /**
   * Parses any of the three forms.
   *
   * @throws Failure CONFIGURATION for anything else
   */
  public static AdapterReference parse(String text) {
    Matcher matcher = SHORT.matcher(text);
    if (matcher.matches()) {
      String version = matcher.group(2);
      return new AdapterReference(
          text,
          ClusterId.parse(matcher.group(1)),
          version == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(version)),
          Optional.empty());
    }
    try {
      AdapterVersion named = AdapterVersion.parse(text);
      return new AdapterReference(
          text, named.cluster(), OptionalInt.of(named.version()), Optional.of(named));
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments(
          "adapter must look like c0, c0@16 or c0@1.16-fbf1ca372d475c5e, was '" + text + "'", e);
    }
  }

  boolean means(AdapterVersion published) {
    return name.map(published::equals).orElse(true);
  }
}
