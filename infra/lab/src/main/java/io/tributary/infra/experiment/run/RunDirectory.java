package io.tributary.infra.experiment.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tributary.infra.experiment.rows.AnsweredRows;
import io.tributary.infra.experiment.rows.RowsFiles;
import io.tributary.infra.report.AtomicFile;
import io.tributary.schemas.files.PrivateFiles;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps an experiment's runs: {@code manifest.json}, and for every training that ended {@code
 * runs/KEY.json} and, with its answers, {@code rows/KEY.json.gz}. Files are replaced as a whole: a
 * run that was under way when the process died left nothing behind and is run again.
 *
 * @param path of the folder
 */
public record RunDirectory(Path path) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Creates missing folders. */
  public void create() {
    try {
      PrivateFiles.createFolders(runs());
    } catch (IOException e) {
      throw unusable("cannot be written: " + e, e);
    }
  }

  /** Returns the manifest of the runs here, if any were begun. */
  public Optional<RunManifest> manifest() {
    return read(path.resolve("manifest.json"), RunManifest.class);
  }

  /** Writes the manifest in place of the one before. */
  public void write(RunManifest manifest) {
    write(path.resolve("manifest.json"), manifest);
  }

  /** Returns the training's result, if it ended. */
  public Optional<RunResult> result(String key) {
    return read(file(key), RunResult.class);
  }

  /** Keeps a result that has no answers. */
  public void write(RunResult result) {
    write(file(result.key()), result);
  }

  /**
   * Keeps a result and its answers, which are written first, so that an existing result has them.
   */
  public void write(RunResult result, AnsweredRows rows) {
    try {
      write(result.with(new RowsFiles(path).write(result.key(), rows)));
    } catch (IOException e) {
      throw unusable("cannot be written: " + e, e);
    }
  }

  /**
   * Returns the answers of a result; empty if none were kept, or their file is missing.
   *
   * @throws Failure EXPERIMENT_DIR_UNUSABLE if they are not those that the result names
   */
  public Optional<AnsweredRows> rows(RunResult result) {
    if (result.rows() == null) {
      return Optional.empty();
    }
    try {
      return new RowsFiles(path).read(result.key(), result.rows());
    } catch (IOException e) {
      throw unusable(
          "holds "
              + path.relativize(new RowsFiles(path).file(result.key()))
              + ", which cannot be read: "
              + e.getMessage(),
          e);
    }
  }

  /** Returns the file of a training's result. */
  public Path file(String key) {
    return runs().resolve(key + ".json");
  }

  private Path runs() {
    return path.resolve("runs");
  }

  private <T> Optional<T> read(Path file, Class<T> type) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), type));
    } catch (IOException e) {
      throw unusable(
          "holds " + file.getFileName() + ", which cannot be read: " + e.getMessage(), e);
    }
  }

  private void write(Path file, Object value) {
    try {
      AtomicFile.write(file, JSON.writeValueAsString(value) + "\n");
    } catch (IOException e) {
      throw unusable("cannot be written: " + e, e);
    }
  }

  private Failure unusable(String what, Exception cause) {
    return new Failure(
        Failure.Kind.DOMAIN,
        "EXPERIMENT_DIR_UNUSABLE",
        "run directory " + path + " " + what,
        "Remove the file that is named, so that its run is repeated, or take another --out.",
        cause);
  }
}
