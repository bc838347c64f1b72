package io.tributary.infra.experiment.rows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.infra.report.AtomicFile;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.files.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Stores the answers of trainings on disk: {@code rows/KEY.json.gz} in a run directory.
 *
 * @param directory the run directory
 */
public record RowsFiles(Path directory) {
  private static final String FOLDER = "rows";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Replaces the answers of a training; returns the reference for its run file. */
  public RowsReference write(String key, AnsweredRows rows) throws IOException {
    byte[] text = JSON.writeValueAsBytes(rows);
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(text);
    }
    PrivateFiles.createFolders(directory.resolve(FOLDER));
    AtomicFile.write(file(key), ByteBuffer.wrap(packed.toByteArray()));
    return new RowsReference(
        RowsReference.FORM,
        directory.relativize(file(key)).toString().replace('\\', '/'),
        Digests.full(ByteBuffer.wrap(text)),
        rows.count());
  }

  /**
   * Returns the answers of a training; empty if the file is not there.
   *
   * @throws IOException if it has another form, is not what the run file names, or cannot be read
   */
  public Optional<AnsweredRows> read(String key, RowsReference reference) throws IOException {
    if (!Files.exists(file(key))) {
      return Optional.empty();
    }
    if (reference.form() != RowsReference.FORM) {
      throw new IOException(
          "form of the rows must be %d, was %d: a newer program wrote them"
              .formatted(RowsReference.FORM, reference.form()));
    }
    byte[] text;
    try (InputStream gzip = new GZIPInputStream(Files.newInputStream(file(key)))) {
      text = gzip.readAllBytes();
    }
    String digest = Digests.full(ByteBuffer.wrap(text));
    if (!digest.equals(reference.digest())) {
      throw new IOException(
          "digest of the rows must be %s, as the run file says, was %s"
              .formatted(reference.digest(), digest));
    }
    return Optional.of(JSON.readValue(text, AnsweredRows.class));
  }

  /** Returns the file of a training's answers. */
  public Path file(String key) {
    return directory.resolve(FOLDER).resolve(key + ".json.gz");
  }
}
