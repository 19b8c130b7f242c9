// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JsonTreeTest {

  record Point(int x, List<String> names) {}

  enum Unit {
    METRE
  }

  @Test
  void keepsWhatIsATreeAlready() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("a", List.of(1, 2.5, "text", true, Map.of("b", 7L)));
    tree.put("none", null);

    assertThat(JsonTree.of(tree)).isSameAs(tree);
  }

  @Test
  void writesObjectsInsideOfMapsAndLists() {
    Object tree =
        JsonTree.of(Map.of(Unit.METRE, List.of(new Point(1, List.of("a")), new int[] {2})));

    assertThat(tree)
        .isEqualTo(Map.of("METRE", List.of(Map.of("x", 1, "names", List.of("a")), List.of(2))));
  }

  @Test
  void leavesObjectsThatCanBeReadOnceToTheLibrary() {
    Iterator<String> iterator = List.of("a").iterator();
    Stream<String> stream = Stream.of("a");

    Stream<String> another = Stream.of("a");
    Iterable<String> iterable = another::iterator;

    Object tree = JsonTree.of(Map.of("iterator", iterator, "stream", stream, "iterable", iterable));

    assertThat(tree).asString().contains("iterator=null", "stream=null", "iterable=null");
    assertThat(iterator).hasNext();
    assertThat(iterable).containsExactly("a");
    assertThat(stream).containsExactly("a");
  }

  @Test
  void hasNoneOfWhatFailsWhileItIsWritten() {
    assertThat(JsonTree.of(new Broken())).isNull();
  }

  static final class Broken {

    public String getName() {
      throw new NoClassDefFoundError("broken");
    }
  }

  @Test
  void hasNoneOfWhatHasNoJsonOrNoEnd() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);

    assertThat(JsonTree.of(new Object())).isNull();
    assertThat(JsonTree.of(endless)).isNull();
  }
}
