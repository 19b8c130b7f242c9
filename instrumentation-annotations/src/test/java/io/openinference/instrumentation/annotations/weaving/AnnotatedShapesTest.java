// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.annotations.AnnotationInstrumentor;
import io.openinference.instrumentation.annotations.Chain;
import io.openinference.instrumentation.annotations.Tool;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where annotated methods may stand, also as Kotlin and Scala compile them. */
class AnnotatedShapesTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private AnnotationInstrumentor instrumentor;

  interface Assistant {

    @Chain
    default String ask(String question) {
      return answer(question);
    }

    @Tool
    static String find(String number) {
      return number;
    }

    @Chain
    private String answer(String question) {
      return question + "!";
    }

    @Chain
    String abstractly(String question);
  }

  static final class ShopAssistant implements Assistant {

    @Override
    public String abstractly(String question) {
      return question;
    }
  }

  /** Overrides a method with the annotation by one without it, beside one that has it. */
  static final class OwnAssistant implements Assistant {

    @Override
    public String ask(String question) {
      return "own";
    }

    @Chain
    @Override
    public String abstractly(String question) {
      return question;
    }
  }

  /** A bridge with a copy of the annotation belongs to it. */
  static final class Generic implements Callable<String> {

    @Chain
    @Override
    public final String call() {
      return "called";
    }
  }

  static final class ProxyAssistant {

    @Chain
    private static int longAndDouble(long first, double second) {
      return (int) (first + second);
    }

    @Chain
    synchronized void nothing() {}
  }

  // As Kotlin compiles a companion object with @JvmStatic.

  static final class KotlinShop {

    static final Companion Companion = new Companion();

    @Chain
    static String make(String name) {
      return Companion.make(name);
    }

    static final class Companion {

      @Chain
      String make(String name) {
        return name;
      }

      /** Of no annotation, so that the static method is the application's. */
      String plain(String name) {
        return name;
      }
    }

    @Chain
    static String plain(String name) {
      return Companion.plain(name);
    }

    // As Kotlin compiles @JvmOverloads.

    @Chain
    static String overloaded(String name, int number) {
      return name + number;
    }

    @Chain
    static String overloaded(String name) {
      return overloaded$default(name, 0, 2, null);
    }

    static String overloaded$default(String name, int number, int mask, Object marker) {
      return overloaded(name, (mask & 2) == 0 ? number : 7);
    }
  }

  // As Scala compiles an object, and a trait in a class.

  static final class Store {

    @Chain
    static String open(String name) {
      return Store$.MODULE$.open(name);
    }
  }

  static final class Store$ {

    static final Store$ MODULE$ = new Store$();

    @Chain
    String open(String name) {
      return name;
    }
  }

  interface Trait {

    @Chain
    default String ask(String question) {
      return question;
    }

    /** A call that is not virtual, as {@code invokespecial} makes it. */
    static String ask$(Trait self, String question) {
      try {
        MethodType type = MethodType.methodType(String.class, String.class);
        return (String)
            MethodHandles.lookup()
                .findSpecial(Trait.class, "ask", type, Trait.class)
                .invoke(self, question);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static final class Mixed implements Trait {

    @Chain
    @Override
    public String ask(String question) {
      return Trait.ask$(this, question);
    }
  }

  static final class Store$$anon$1 implements Runnable {

    @Chain
    @Override
    public void run() {}
  }

  @BeforeEach
  void instrument() {
    instrumentor = AnnotationInstrumentor.instrument(telemetry.openTelemetry());
  }

  @AfterEach
  void uninstrument() {
    instrumentor.uninstrument();
  }

  @Test
  void methodsOfInterfacesWithCodeAreTraced() {
    Assistant assistant = new ShopAssistant();

    assertThat(assistant.ask("Where")).isEqualTo("Where!");
    assertThat(Assistant.find("1042")).isEqualTo("1042");

    assertThat(telemetry.spans())
        .extracting(SpanData::getName)
        .containsExactly("answer", "ask", "find");
  }

  /** As Java has it: annotations of methods are not inherited. */
  @Test
  void methodWithoutTheAnnotationIsNotTraced() {
    assertThat(new ShopAssistant().abstractly("a")).isEqualTo("a");
    assertThat(new OwnAssistant().ask("a")).isEqualTo("own");

    assertThat(telemetry.spans()).isEmpty();
  }

  @Test
  void bridgeMakesNoSpanOfItsOwn() throws Exception {
    Callable<?> generic = new Generic();

    assertThat(generic.call()).isEqualTo("called");

    assertThat(telemetry.trace()).hasTree("CHAIN call");
  }

  @Test
  void privateStaticAndSynchronizedMethodsOfAClassWithProxyInItsNameAreTraced() {
    assertThat(ProxyAssistant.longAndDouble(2, 3.5)).isEqualTo(5);
    new ProxyAssistant().nothing();

    assertThat(telemetry.spans())
        .extracting(SpanData::getName)
        .containsExactly("longAndDouble", "nothing");
  }

  @Test
  void forwarderOfKotlinMakesNoSpanOfItsOwn() {
    assertThat(KotlinShop.make("a")).isEqualTo("a");
    assertThat(KotlinShop.plain("b")).isEqualTo("b");
    assertThat(KotlinShop.overloaded("c")).isEqualTo("c7");

    assertThat(telemetry.spans())
        .extracting(SpanData::getName)
        .containsExactly("make", "plain", "overloaded");
  }

  @Test
  void forwarderOfScalaMakesNoSpanOfItsOwn() {
    assertThat(Store.open("a")).isEqualTo("a");
    new Store$$anon$1().run();
    assertThat(new Mixed().ask("b")).isEqualTo("b");

    assertThat(telemetry.spans())
        .extracting(SpanData::getName)
        .containsExactly("open", "run", "ask");
  }
}
