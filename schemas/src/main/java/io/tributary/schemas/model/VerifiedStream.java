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

  /** Makes something of a stream's bytes. */
  interface Parser<T> {
    T parse(InputStream in) throws IOException;
  }

  /** What was read, and the SHA-256 of all bytes of the file. */
  record Verified<T>(T content, String sha256) {}

  private VerifiedStream() {}

  /** Throws {@link BaseModelException} if the bytes are others than pinned or cannot be parsed. */
  static <T> Verified<T> read(BaseModelSource.Artifact artifact, Parser<T> parser) {
    MessageDigest sha = Digests.sha256();
    try (InputStream raw = artifact.opener().open();
        // The digest sees blocks, the parser bytes.
        InputStream in = new BufferedInputStream(new DigestInputStream(raw, sha), 1 << 16)) {
      T content = null;
      Exception unreadable = null;
      try {
        content = parser.parse(in);
      } catch (IOException | RuntimeException e) {
        unreadable = e;
      }
      // Other bytes than expected explain why they cannot be parsed: compare to the end first.
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
