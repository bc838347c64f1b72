package io.tributary.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.adapter.TargetModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseModelTest {
  @TempDir Path directory;

  @Test
  void readsADirectoryAndNamesItByContent() throws IOException {
    Path named = write(TinyModel.onnx());
    try (BaseModel first = BaseModel.load(BaseModelSource.directory(named));
        BaseModel second = BaseModel.load(BaseModelSource.directory(named))) {
      assertThat(first.id()).matches("mine@[0-9a-f]{16}").isEqualTo(second.id());
      assertThat(first.hidden()).isEqualTo(TinyModel.WIDTH);
      assertThat(first.maxTokens()).isEqualTo(16);
    }
  }

  @Test
  void defaultLayoutAdaptsQueryAndValueOfEveryLayer() {
    try (BaseModel model = BaseModel.load(TinyModel.source())) {
      var layout = model.layout(2, 4, BaseModel.DEFAULT_TARGETS);

      assertThat(layout.targetModules())
          .containsExactly(
              new TargetModule("encoder.layer.0.attention.self.query", 8, 8),
              new TargetModule("encoder.layer.0.attention.self.value", 8, 8),
              new TargetModule("encoder.layer.1.attention.self.query", 8, 8),
              new TargetModule("encoder.layer.1.attention.self.value", 8, 8));
    }
  }

  @Test
  void unknownTargetNamesTheKnownOnes() {
    try (BaseModel model = BaseModel.load(TinyModel.source())) {
      assertThatThrownBy(() -> model.layout(2, 4, Set.of("query", "q_proj")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(
              "[attention.output, intermediate, key, output, query, value] for tiny@")
          .hasMessageContaining("were [q_proj]");
    }
  }

  @Test
  void wrongChecksumNamesBothDigestsAndTheFix() {
    BaseModelSource source = TinyModel.source();
    String pinned = "0".repeat(64);
    var changed =
        new BaseModelSource(
            source.name(),
            new BaseModelSource.Artifact("tiny.onnx", source.weights().opener(), pinned),
            source.tokenizer());

    assertThatThrownBy(() -> BaseModel.load(changed))
        .isInstanceOf(BaseModelException.class)
        .hasMessageMatching(
            "tiny.onnx must have SHA-256 0{64}, had [0-9a-f]{64}: .*delete it.*build again");
  }

  @Test
  void cutFileIsReportedByItsChecksumFirst() throws IOException {
    byte[] onnx = TinyModel.onnx();
    Path named = write(java.util.Arrays.copyOf(onnx, onnx.length / 2));

    assertThatThrownBy(() -> BaseModel.load(BaseModelSource.directory(named)))
        .isInstanceOf(BaseModelException.class)
        .hasMessageContaining("model.onnx cannot be read")
        .hasMessageContaining("early");
  }

  @Test
  void fileOfAnotherKindIsRefused() throws IOException {
    Path named = write("this is not a model".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertThatThrownBy(() -> BaseModel.load(BaseModelSource.directory(named)))
        .isInstanceOf(BaseModelException.class)
        .hasMessageContaining("model.onnx cannot be read");
  }

  @Test
  void aFileThatIsNoTokenizerIsRefused() throws IOException {
    Path named = write(TinyModel.onnx());
    Files.writeString(named.resolve("tokenizer.json"), "{}");

    assertThatThrownBy(() -> BaseModel.load(BaseModelSource.directory(named)))
        .isInstanceOf(BaseModelException.class)
        .hasMessageContaining("tokenizer.json cannot be read");
  }

  @Test
  void aDamagedPinnedTokenizerIsReportedByItsChecksumFirst() {
    BaseModelSource source = TinyModel.source();
    var damaged =
        new BaseModelSource(
            source.name(),
            source.weights(),
            new BaseModelSource.Artifact(
                "tokenizer.json",
                () -> new java.io.ByteArrayInputStream(new byte[] {'{', '}'}),
                "0".repeat(64)));

    assertThatThrownBy(() -> BaseModel.load(damaged))
        .isInstanceOf(BaseModelException.class)
        .hasMessageMatching("tokenizer.json must have SHA-256 0{64}, had [0-9a-f]{64}: .*");
  }

  @Test
  void missingDirectoryAndFilesAreNamed() throws IOException {
    Path missing = directory.resolve("nowhere");
    assertThatThrownBy(() -> BaseModelSource.directory(missing))
        .hasMessageContaining("nowhere does not exist");
    Path named = write(TinyModel.onnx());
    Files.writeString(named.resolve("second.onnx"), "");
    assertThatThrownBy(() -> BaseModelSource.directory(named))
        .hasMessageContaining("must hold one .onnx file, held [")
        .hasMessageContaining("second.onnx");
    Files.delete(named.resolve("tokenizer.json"));
    assertThatThrownBy(() -> BaseModelSource.directory(named))
        .hasMessageContaining("has no tokenizer.json");
  }

  @Test
  void longTextsAreCutBeforeTheirLastSpecialToken() {
    try (BaseModel model = BaseModel.load(TinyModel.source())) {
      assertThat(model.tokenizer().ids("red red red red red", 4)).containsExactly(2, 4, 4, 3);
      assertThat(model.tokenizer().ids("so ".repeat(100), 16)).hasSize(16).endsWith(3);
      assertThatThrownBy(() -> model.tokenizer().ids("red", 17))
          .hasMessageContaining("must be in 3..16, was 17");
    }
  }

  private Path write(byte[] onnx) throws IOException {
    Path named = Files.createDirectories(directory.resolve("mine"));
    Files.write(named.resolve("model.onnx"), onnx);
    Files.writeString(named.resolve("tokenizer.json"), TinyModel.tokenizer());
    return named;
  }
}
