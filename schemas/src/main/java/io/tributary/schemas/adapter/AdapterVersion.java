package io.tributary.schemas.adapter;

import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.IdBounds;
import io.tributary.schemas.id.PlainText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The immutable name of a published adapter, {@code c<cluster>@<epoch>.<version>-<digest>}. An
 * alias may move from name to name; a name never changes its bytes.
 *
 * @param cluster whose adapter it is
 * @param epoch the clustering epoch in which it was published, >= 1 (0: before any clustering)
 * @param version counts the cluster's versions from 0, the seeded initial adapter
 * @param digest {@link LoraAdapter#digest} of its values
 */
public record AdapterVersion(ClusterId cluster, int epoch, int version, String digest) {
  private static final Pattern NAME =
      Pattern.compile(
          "c(N)@(N)\\.(N)-([0-9a-f]{".replace("N", "0|[1-9]\\d{0,8}") + Digests.LENGTH + "})");

  public AdapterVersion {
    IdBounds.number("epoch of an adapter", 0, epoch);
    IdBounds.number("version of an adapter", 0, version);
    if (!Digests.isShort(digest)) {
      throw new IllegalArgumentException(
          "an adapter's digest has "
              + Digests.LENGTH
              + " hexadecimal digits, was "
              + PlainText.of(digest));
    }
  }

  /** Returns the name, e.g. {@code c2@1.8-9f3c0a1b2c3d4e5f}. */
  public String name() {
    return cluster + "@" + epoch + "." + version + "-" + digest;
  }

  /**
   * Parses a {@link #name()}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static AdapterVersion parse(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "adapter name must look like c2@1.8-9f3c0a1b2c3d4e5f, was " + PlainText.of(name));
    }
    return new AdapterVersion(
        new ClusterId(Integer.parseInt(matcher.group(1))),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)),
        matcher.group(4));
  }
}
