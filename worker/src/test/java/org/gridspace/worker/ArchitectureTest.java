package org.gridspace.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.gridspace.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends ArchitectureRules {
    @Test
    void worker_always_readsNoObjectsOfAJob() {
        noClasses()
                .that()
                .resideInAnyPackage("org.gridspace.worker..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.gridspace.code..", "org.gridspace.grid..")
                .check(product());
    }
}
