package io.tributary.router.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the build wrote into this archive. */
final class Build {
  private Build() {}

  /** The archive's version. */
  static String version() {
    return new String(resource("version.txt"), StandardCharsets.UTF_8).strip();
  }

  /** A file that lies beside this class. */
  static byte[] resource(String name) {
    try (InputStream stream = Build.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("resource " + name + " must be in the router's archive");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + name + " cannot be read", e);
    }
  }
}
