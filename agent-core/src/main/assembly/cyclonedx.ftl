<#-- A bill of materials by CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/), from the dependencies as Maven resolves them. -->
<#-- The libraries that are in other libraries' jars, Maven does not know of. -->
<#function inside project>
  <#switch project.artifactId>
    <#case "byte-buddy">
      <#local asm = project.properties["version.asm"]>
      <#return [{"name": "asm", "version": asm, "licence": "BSD-3-Clause", "purl": "pkg:maven/org.ow2.asm/asm@" + asm}]>
    <#case "sqlite-jdbc">
      <#local sqlite = project.version?keep_before_last(".")>
      <#return [{"name": "sqlite", "version": sqlite, "licence": "blessing", "cpe": "cpe:2.3:a:sqlite:sqlite:" + sqlite + ":*:*:*:*:*:*:*"}]>
    <#case "jackson-core">
      <#return [{"name": "FastDoubleParser", "licence": "MIT"}]>
    <#default>
      <#return []>
  </#switch>
</#function>
<#function purl project>
  <#return "pkg:maven/" + project.groupId + "/" + project.artifactId + "@" + project.version + "?type=jar">
</#function>
<#list dependencyMap as entry>
  <#if entry.getKey().groupId == "io.gnomon">
    <#assign own = entry.getKey().version>
  </#if>
</#list>
{
  "bomFormat" : "CycloneDX",
  "specVersion" : "1.6",
  "version" : 1,
  "metadata" : {
    "component" : {
      "type" : "application",
      "bom-ref" : "gnomon.jar",
      "name" : "gnomon.jar",
      "version" : "${own?json_string}",
      "description" : "The agent's jar: all of agent-bootstrap, instrumentation-rules and agent-core, and of the libraries what META-INF/THIRD-PARTY.txt says.",
      "licenses" : [ { "expression" : "Apache-2.0" } ]
    }
  },
  "components" : [
<#list dependencyMap as entry>
    <#assign project = entry.getKey()>
    {
      "type" : "library",
      "bom-ref" : "${purl(project)?json_string}",
      "group" : "${project.groupId?json_string}",
      "name" : "${project.artifactId?json_string}",
      "version" : "${project.version?json_string}",
      "scope" : "required",
      "licenses" : [ { "expression" : "${entry.getValue()?sort?join(" OR ")?json_string}" } ],
    <#if inside(project)?has_content>
      "components" : [
      <#list inside(project) as part>
        {
          "type" : "library",
          "name" : "${part.name}",
        <#list ["version", "purl", "cpe"] as field>
          <#if part[field]??>
          "${field}" : "${part[field]}",
          </#if>
        </#list>
          "licenses" : [ { "expression" : "${part.licence}" } ]
        }<#sep>,</#sep>
      </#list>
      ],
    </#if>
      "purl" : "${purl(project)?json_string}"
    }<#sep>,</#sep>
</#list>
  ],
  "dependencies" : [
    {
      "ref" : "gnomon.jar",
      "dependsOn" : [
<#list dependencyMap as entry>
        "${purl(entry.getKey())?json_string}"<#sep>,</#sep>
</#list>
      ]
    }
  ]
}
