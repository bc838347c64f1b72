package io.tributary.schemas.model;

import io.tributary.schemas.adapter.Digests;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Reads a file once and compares its SHA-256 with the pinned one at the end. */
final class VerifiedStream {

  /** Parses the bytes of a stream. */
  interface Parser<T> {
    T parse(InputStream in) throws IOException;
  }

  /** The parsed content, and the SHA-256 of all bytes of the file. */
  record Verified<T>(T content, String sha256) {}

  private VerifiedStream() {}

  /**
   * Reads and parses a file.
   *
   * @throws BaseModelException if the bytes are not the pinned ones, or cannot be parsed
   */
  static <T> Verified<T> read(BaseModelSource.Artifact artifact, Parser<T> parser) {
    MessageDigest sha = Digests.sha256();
    try (InputStream raw = artifact.opener().open();
        // The digest is updated in blocks, although the parser reads single bytes.
        InputStream in = new BufferedInputStream(new DigestInputStream(raw, sha), 1 << 16)) {
      T content = null;
      Exception unreadable = null;
      try {
        content = parser.parse(in);
      } catch (IOException | RuntimeException e) {
        unreadable = e;
      }
      // A wrong checksum explains why the file cannot be parsed, so the rest is read and compared
      // first.
      in.transferTo(OutputStream.nullOutputStream());
      String actual = HexFormat.of().formatHex(sha.digest());
      if (!artifact.sha256().isEmpty() && !artifact.sha256().equals(actual)) {
        throw new BaseModelException(
            artifact.title()
                + " must have SHA-256 "
                + artifact.sha256()
                + ", had "
                + actual
                + ": the download is damaged or another version; delete it from the local"
                + " repository and build again",
            unreadable);
      }
      if (unreadable != null) {
        throw unreadable(artifact, unreadable);
      }
      return new Verified<>(content, actual);
    } catch (IOException e) {
      throw unreadable(artifact, e);
    }
  }

  private static BaseModelException unreadable(BaseModelSource.Artifact artifact, Exception cause) {
    return cause instanceof BaseModelException known
        ? known
        : new BaseModelException(
            artifact.title() + " cannot be read: " + cause.getMessage(), cause);
  }
}
