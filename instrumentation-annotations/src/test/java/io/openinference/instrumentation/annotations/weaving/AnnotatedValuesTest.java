// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.annotations.AnnotationInstrumentor;
import io.openinference.instrumentation.annotations.Chain;
import io.openinference.instrumentation.annotations.Recorded;
import io.openinference.instrumentation.annotations.Tool;
import io.openinference.testing.OpenInferenceExtension;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnnotatedValuesTest {

  private static final String PACKAGE = AnnotatedValuesTest.class.getName() + "$";

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  /** How often code of values ran. */
  private static final AtomicInteger EFFECTS = new AtomicInteger();

  private AnnotationInstrumentor instrumentor;

  /** Loads its elements when it is read, as collections of an object-relational mapper do. */
  static final class LazyList extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<String> iterator() {
      EFFECTS.incrementAndGet();
      return List.of("loaded").iterator();
    }

    @Override
    public String toString() {
      EFFECTS.incrementAndGet();
      return "loaded";
    }
  }

  static final class LazyMap extends AbstractMap<String, String> {
    @Override
    public Set<Entry<String, String>> entrySet() {
      EFFECTS.incrementAndGet();
      return Set.of();
    }
  }

  static final class LazyViewed extends AbstractList<String> {
    @Override
    public String get(int index) {
      EFFECTS.incrementAndGet();
      return "loaded";
    }

    @Override
    public int size() {
      EFFECTS.incrementAndGet();
      return 3;
    }
  }

  static class Entity {
    @Override
    public String toString() {
      EFFECTS.incrementAndGet();
      return "Entity 7";
    }

    @Override
    public int hashCode() {
      return EFFECTS.incrementAndGet();
    }

    @Override
    public boolean equals(Object other) {
      EFFECTS.incrementAndGet();
      return this == other;
    }
  }

  /** Named as the subclasses that proxy libraries make. */
  static final class Entity$$Proxied extends Entity {}

  interface Repository {
    String find();
  }

  enum Size {
    SMALL {
      @Override
      public String toString() {
        EFFECTS.incrementAndGet();
        return "small";
      }
    }
  }

  record Order(String number, List<Entity> lines) {
    @Override
    public String number() {
      EFFECTS.incrementAndGet();
      return number;
    }
  }

  enum Untouched {
    A,
    B;

    static {
      EFFECTS.incrementAndGet();
    }
  }

  static class Shop {

    @Chain
    <T> T pass(T value) {
      return value;
    }

    @Chain
    @Recorded
    Object passWhole(@Recorded Object value) {
      return value;
    }

    @Tool
    void choose(Untouched untouched) {}

    @Recorded
    void untraced() {}
  }

  private final Shop shop = new Shop();

  @BeforeEach
  void instrument() {
    EFFECTS.set(0);
    instrumentor = AnnotationInstrumentor.instrument(telemetry.openTelemetry());
  }

  @AfterEach
  void uninstrument() {
    instrumentor.uninstrument();
  }

  private void assertRecorded(Object value, String json) {
    telemetry.clear();
    assertThat(shop.pass(value)).isSameAs(value);
    assertThat(telemetry.spans().get(0))
        .hasJsonAttribute("input.value", "{\"value\":" + json + "}");
  }

  private void assertNamed(Object value, String name) {
    assertRecorded(value, "\"" + name + "\"");
    assertThat(telemetry.spans().get(0)).hasAttribute("output.value", name);
  }

  @Test
  void whatMayRunCodeIsNamedByItsType() {
    Repository repository =
        (Repository)
            Proxy.newProxyInstance(
                Repository.class.getClassLoader(),
                new Class<?>[] {Repository.class},
                (proxy, method, arguments) -> {
                  EFFECTS.incrementAndGet();
                  return "loaded";
                });
    Supplier<String> supplier = () -> "code" + EFFECTS.incrementAndGet();
    LazyViewed viewed = new LazyViewed();

    assertNamed(new LazyList(), PACKAGE + "LazyList");
    assertNamed(new LazyMap(), PACKAGE + "LazyMap");
    assertNamed(Collections.unmodifiableList(viewed), "java.util.Collections$UnmodifiableList");
    assertNamed(
        Collections.synchronizedMap(new LazyMap()), "java.util.Collections$SynchronizedMap");
    assertNamed(new Entity(), PACKAGE + "Entity");
    assertNamed(new Entity$$Proxied(), PACKAGE + "Entity");
    assertNamed(repository, PACKAGE + "Repository");
    assertNamed(supplier, Supplier.class.getName());
    assertNamed(IntStream.range(0, 3), "java.util.stream.IntPipeline$Head");
    assertThat(EFFECTS).hasValue(0);
  }

  @Test
  void elementsAreNamedOneByOne() {
    String entity = "\"" + PACKAGE + "Entity\"";
    assertRecorded(List.of("a", new Entity(), 3), "[\"a\"," + entity + ",3]");
    assertRecorded(Map.of("a", new Entity()), "{\"a\":" + entity + "}");
    assertRecorded(Optional.of(new LazyList()), "\"" + PACKAGE + "LazyList\"");
    assertRecorded(new Object[] {new Entity(), 1}, "[" + entity + ",1]");
    assertRecorded(
        new Order("1042", List.of(new Entity())),
        "{\"number\":\"1042\",\"lines\":[" + entity + "]}");
    assertThat(EFFECTS).hasValue(0);
  }

  @Test
  void scalarsAndCollectionsOfTheJdkAreRecordedByValue() {
    assertRecorded(Size.SMALL, "\"SMALL\"");
    assertRecorded('c', "\"c\"");
    assertRecorded(LocalDate.of(2026, 1, 2), "\"2026-01-02\"");
    assertRecorded(Duration.ofSeconds(3), "\"PT3S\"");
    assertRecorded(new UUID(0, 7), "\"00000000-0000-0000-0000-000000000007\"");
    assertRecorded(URI.create("http://a/b"), "\"http://a/b\"");
    assertRecorded(new int[] {1, 2}, "[1,2]");
    assertRecorded(new ArrayList<>(List.of(1.5, true)), "[1.5,true]");
    assertRecorded(Map.of(Size.SMALL, Set.of("x")), "{\"SMALL\":[\"x\"]}");
    assertThat(EFFECTS).hasValue(0);
  }

  @Test
  void whoAsksGetsTheContent() {
    telemetry.clear();
    shop.passWhole(new Entity());
    shop.passWhole(List.of(new Entity(), new LazyList()));
    shop.passWhole(Collections.unmodifiableMap(Map.of("a", 1)));

    assertThat(telemetry.spans().get(0))
        .hasJsonAttribute("input.value", "{\"value\":\"Entity 7\"}")
        .hasAttribute("output.value", "Entity 7");
    assertThat(telemetry.spans().get(1))
        .hasJsonAttribute("input.value", "{\"value\":[\"Entity 7\",[\"loaded\"]]}");
    assertThat(telemetry.spans().get(2)).hasJsonAttribute("output.value", "{\"a\":1}");
  }

  @Test
  void nobodyGetsWhatCanBeReadOnlyOnce() throws Exception {
    InputStream bytes = new ByteArrayInputStream(new byte[] {1});
    Iterator<String> iterator = List.of("a").iterator();

    shop.passWhole(bytes);
    shop.passWhole(iterator);

    assertThat(bytes.read()).isEqualTo(1);
    assertThat(iterator.next()).isEqualTo("a");
  }

  @Test
  void cyclesAndSizesAreBounded() {
    List<Object> cycle = new ArrayList<>();
    cycle.add(cycle);
    assertRecorded(cycle, "[\"...\"]");

    List<Integer> large = Collections.nCopies(50_000_000, 7);
    telemetry.clear();
    shop.pass(large);

    String output = telemetry.spans().get(0).getAttributes().asMap().toString();
    assertThat(output).contains("...").hasSizeLessThan(20 * PlainValue.MAX_VALUES);
  }

  @Test
  void schemaOfAToolInitializesNoClass() {
    shop.choose(null);

    assertThat(telemetry.spans().get(0))
        .hasJsonAttribute(
            "tool.json_schema",
            """
            {"type": "object",
             "properties": {"untouched": {"type": "string", "enum": ["A", "B"]}},
             "required": ["untouched"]}
            """);
    assertThat(EFFECTS).hasValue(0);
  }

  @Test
  void recordedAloneMakesNoSpan() {
    shop.untraced();

    assertThat(telemetry.spans()).isEmpty();
  }
}
