package io.tributary.schemas.model.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.model.onnx.OnnxReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights of a BERT encoder that PyTorch exported to ONNX. They are found by the module path of
 * the node that uses them, because the export keeps the names of biases and tables, but renames the
 * matrices.
 */
public final class BertWeights {
  private final Map<String, NDArray> byName = new HashMap<>();
  private final Map<String, NDArray> matrices = new HashMap<>();
  private int headWidth;

  private BertWeights() {}

  /** Copies all float weights into {@code manager}. */
  public static BertWeights read(NDManager manager, InputStream onnx) throws IOException {
    var weights = new BertWeights();
    List<OnnxReader.Node> nodes =
        OnnxReader.read(
            onnx,
            w ->
                weights.byName.put(
                    w.name(), Torch.tensor(manager, w.values(), new Shape(w.shape()))));
    var constants = new HashMap<String, OnnxReader.Weight>();
    for (OnnxReader.Node node : nodes) {
      if (node.constant() != null) {
        constants.put(node.output(), node.constant());
      }
      weights.visit(node, constants);
    }
    return weights;
  }

  private void visit(OnnxReader.Node node, Map<String, OnnxReader.Weight> constants) {
    if (node.operation().equals("MatMul") && node.name().endsWith("/MatMul")) {
      NDArray matrix = byName.get(node.inputs().get(1));
      if (matrix != null) {
        String path = node.name().substring(1, node.name().length() - "/MatMul".length());
        matrices.put(path.replace('/', '.'), matrix);
      }
    } else if (node.name().endsWith("attention/self/Div")) {
      // Attention divides by the square root of a head's width; the file contains that width
      // nowhere else.
      OnnxReader.Weight divisor = constants.get(node.inputs().get(1));
      if (divisor != null) {
        float root = ByteBuffer.wrap(divisor.values()).order(ByteOrder.LITTLE_ENDIAN).getFloat();
        headWidth = Math.round(root * root);
      }
    }
  }

  /** Returns the width of one attention head. */
  int headWidth() throws IOException {
    if (headWidth < 1) {
      throw new IOException("no node attention/self/Div with a constant: heads are unknown");
    }
    return headWidth;
  }

  /** Returns the number of encoder layers. */
  int layers() {
    int layers = 0;
    while (matrices.containsKey("encoder.layer." + layers + ".attention.self.query")) {
      layers++;
    }
    return layers;
  }

  /** Returns a weight by its own name in the file. */
  NDArray get(String name) throws IOException {
    NDArray weight = byName.get(name);
    if (weight == null) {
      throw new IOException("weight " + name + " is missing: not a BERT encoder of PyTorch");
    }
    return weight;
  }

  /** Returns the linear layer of the module at {@code path}. */
  LoraLinear linear(String path) throws IOException {
    NDArray matrix = matrices.get(path);
    if (matrix == null) {
      throw new IOException("matrix of " + path + " is missing: not a BERT encoder of PyTorch");
    }
    Shape shape = matrix.getShape();
    var targetModule =
        new TargetModule(path, Math.toIntExact(shape.get(0)), Math.toIntExact(shape.get(1)));
    return new LoraLinear(targetModule, matrix.transpose(), get(path + ".bias"));
  }
}
