// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Finds out by which type the application declares a bean. A bean that is declared by a class may
 * be injected by that class, so no proxy of interfaces may stand in for it.
 */
final class DeclaredTypes {

  private final ConfigurableListableBeanFactory beans;

  DeclaredTypes(ConfigurableListableBeanFactory beans) {
    this.beans = beans;
  }

  /** Returns the type by which the bean may be injected, or null if nobody knows the type. */
  @Nullable Class<?> of(String beanName) {
    try {
      Class<?> declared = declared(beanName);
      // The definition is that of the factory, and the bean is what the factory makes.
      return declared != null && FactoryBean.class.isAssignableFrom(declared)
          ? beans.getType(beanName)
          : declared;
    } catch (NoSuchBeanDefinitionException unnamed) {
      return null;
    }
  }

  private @Nullable Class<?> declared(String beanName) {
    BeanDefinition definition = beans.getMergedBeanDefinition(beanName);
    if (definition instanceof RootBeanDefinition root) {
      Method factoryMethod = root.getResolvedFactoryMethod();
      return factoryMethod != null
          ? factoryMethod.getReturnType()
          : root.getResolvableType().resolve();
    }
    return definition.getResolvableType().resolve();
  }
}
