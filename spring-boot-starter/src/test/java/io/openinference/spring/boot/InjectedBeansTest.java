// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import io.openinference.instrumentation.annotations.Tool;
import io.openinference.instrumentation.api.door.TracingProxy;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ApplicationObjectSupport;
import org.springframework.core.task.TaskDecorator;

/** Beans are injected as without the starter, whatever the application declares them by. */
class InjectedBeansTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  OpenInferenceBootAutoConfiguration.class,
                  OpenInferenceContextAutoConfiguration.class))
          .withBean(OpenTelemetry.class, () -> OpenTelemetrySdk.builder().build())
          .withPropertyValues("openinference.instrumentation=beans");

  @Test
  void whatAFactoryMakesIsInjectedByItsClass() {
    runner
        .withUserConfiguration(Factories.class)
        .run(
            context -> {
              assertThat(context.getBean("shop", Shop.class).model)
                  .isSameAs(context.getBean(EchoModel.class));
              assertThat(TracingProxy.isWrapped(context.getBean("byInterface"))).isTrue();
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class Factories {

    /** The method returns an interface, and not that of the bean. */
    @Bean
    FactoryBean<EchoModel> byClass() {
      return new Factory<>(EchoModel.class);
    }

    @Bean
    Factory<ChatModel> byInterface() {
      return new Factory<>(ChatModel.class);
    }

    @Bean
    Shop shop(EchoModel model) {
      return new Shop(model);
    }
  }

  private record Factory<T extends ChatModel>(Class<T> type) implements FactoryBean<T> {

    @Override
    public T getObject() {
      return type.cast(new EchoModel());
    }

    @Override
    public Class<?> getObjectType() {
      return type;
    }
  }

  @Test
  void aBeanIsInjectedByAnInterfaceThatIsNotPublic() {
    runner
        .withBean(OwnModel.class, EchoModel::new)
        .withBean(Shop.class)
        .run(context -> assertThat(context.getBean(Shop.class).model).isNotNull());
  }

  /** No subclass is possible, or it would run the final method on empty fields. */
  @Test
  void annotatedBeansThatAllowNoSubclassStayAsTheyAre() {
    runner
        .withBean(Sealed.class, () -> new Sealed("a"))
        .withBean(WithoutConstructor.class, WithoutConstructor::create)
        .withBean(WithFinalMethod.class, () -> new WithFinalMethod("c"))
        .withBean(Heir.class, Heir::new)
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context.getBean(Sealed.class).status()).isEqualTo("a");
              assertThat(context.getBean(WithoutConstructor.class).status()).isEqualTo("b");
              assertThat(context.getBean(WithFinalMethod.class).name()).isEqualTo("c");
              assertThat(AopUtils.isAopProxy(context.getBean(Heir.class))).isFalse();
            });
  }

  /** Spring makes a subclass with final methods of a full configuration. */
  @Test
  void anAnnotatedConfigurationIsTraced() {
    runner
        .withUserConfiguration(Application.class)
        .run(
            context ->
                assertThat(AopUtils.isAopProxy(context.getBean(Application.class))).isTrue());
  }

  /** One more bean of the type would make the type ambiguous. */
  @Test
  void theOnlySpanProcessorOfBootIsInjectedByItsType() {
    new ApplicationContextRunner()
        .withInitializer(new ConfigDataApplicationContextInitializer())
        .withPropertyValues(
            "openinference.instrumentation=beans", "openinference.endpoint=http://localhost:1")
        .withUserConfiguration(Automatic.class)
        .run(
            context ->
                assertThat(context.getBean(SpanProcessor.class))
                    .isSameAs(context.getBean("otelSpanProcessor"))
                    .isNotSameAs(context.getBean("openInferenceSpanProcessor")));
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Automatic {}

  /** A later auto-configuration, which the condition of the starter cannot see. */
  @Test
  void theDecoratorOfALaterAutoConfigurationIsUsed() {
    TaskDecorator later = task -> task;
    runner
        .withInitializer(
            context ->
                context.addBeanFactoryPostProcessor(
                    beans -> beans.registerSingleton("later", later)))
        .run(context -> assertThat(context.getBean(TaskDecorator.class)).isSameAs(later));
  }

  @Test
  void aCircleOfReferencesStartsAndIsTraced() {
    runner
        .withAllowCircularReferences(true)
        .withUserConfiguration(Circle.class)
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              Answers answers = context.getBean(Answers.class);
              assertThat(answers.retriever()).isSameAs(context.getBean(ContentRetriever.class));
              assertThat(TracingProxy.isWrapped(answers.retriever())).isTrue();
              assertThat(answers.desk()).isSameAs(context.getBean(Desk.class));
              assertThat(AopUtils.isAopProxy(answers.desk())).isTrue();
              assertThat(answers.desk().answers()).isSameAs(answers);
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class Circle {

    /** Spring begins here, so the other beans get the retriever and the desk early. */
    @Bean
    Object first(ContentRetriever retriever, Desk desk) {
      return new Object();
    }

    @Bean
    ContentRetriever retriever() {
      return new Documents();
    }

    @Bean
    Desk desk() {
      return new Desk();
    }

    @Bean
    Answers answers() {
      return new Answers();
    }
  }

  static class Documents implements ContentRetriever {

    @Autowired private Answers answers;

    @Override
    public List<Content> retrieve(Query query) {
      return List.of(Content.from(answers.toString()));
    }
  }

  static class Desk {

    @Autowired private Answers answers;

    @Tool
    Answers answers() {
      return answers;
    }
  }

  static class Answers {

    @Autowired private ContentRetriever retriever;
    @Autowired private Desk desk;

    ContentRetriever retriever() {
      return retriever;
    }

    @Tool
    Desk desk() {
      return desk;
    }
  }

  /** An interface of the application. */
  interface OwnModel extends ChatModel {}

  static class EchoModel implements OwnModel {

    @Override
    public ChatResponse doChat(ChatRequest request) {
      return ChatResponse.builder().aiMessage(AiMessage.from("echo")).build();
    }
  }

  static class Shop {

    private final OwnModel model;

    Shop(OwnModel model) {
      this.model = model;
    }
  }

  static sealed class Sealed permits Permitted {

    private final String status;

    Sealed(String status) {
      this.status = status;
    }

    @Tool
    String status() {
      return status;
    }
  }

  private static final class Permitted extends Sealed {

    Permitted() {
      super("none");
    }
  }

  static class WithoutConstructor {

    private WithoutConstructor() {}

    static WithoutConstructor create() {
      return new WithoutConstructor();
    }

    @Tool
    String status() {
      return "b";
    }
  }

  /** The final methods are those of a library. */
  static class Heir extends ApplicationObjectSupport {

    @Tool
    String status() {
      return "d";
    }
  }

  @Configuration
  static class Application {

    @Tool
    String status() {
      return "e";
    }
  }

  static class WithFinalMethod {

    private final String name;

    WithFinalMethod(String name) {
      this.name = name;
    }

    @Tool
    String status() {
      return name;
    }

    final String name() {
      return name;
    }
  }
}
