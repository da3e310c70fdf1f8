package org.gridspace.testkit;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** The rules that hold in every module: a module's {@code ArchitectureTest} extends this and adds its own. */
public abstract class ArchitectureRules {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/shaded/") && !location.contains("gridspace-river"))
            .importPackages("org.gridspace");

    /** The product's classes that are on the module's class path, without what is shaded. */
    protected JavaClasses product() {
        return PRODUCT;
    }

    @Test
    void packages_always_areFreeOfCycles() {
        SlicesRuleDefinition.slices()
                .matching("org.gridspace.(**)")
                .should()
                .beFreeOfCycles()
                .check(PRODUCT);
    }
}
