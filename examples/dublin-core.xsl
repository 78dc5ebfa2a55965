<?xml version="1.0" encoding="UTF-8"?>
<!-- A few elements of Dublin Core for a record of MARCXML, to show how a stylesheet is used. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:marc="http://www.loc.gov/MARC21/slim" xmlns:dc="http://purl.org/dc/elements/1.1/" exclude-result-prefixes="marc">
  <xsl:output method="xml" omit-xml-declaration="yes" encoding="UTF-8"/>
  <xsl:template match="marc:record">
    <dc:record>
      <dc:identifier>
        <xsl:value-of select="marc:controlfield[@tag='001']"/>
      </dc:identifier>
      <xsl:for-each select="marc:datafield[@tag='245']">
        <dc:title>
          <xsl:value-of select="marc:subfield[@code='a']"/>
        </dc:title>
      </xsl:for-each>
      <xsl:for-each select="marc:datafield[@tag='100' or @tag='700']">
        <dc:creator>
          <xsl:value-of select="marc:subfield[@code='a']"/>
        </dc:creator>
      </xsl:for-each>
      <xsl:for-each select="marc:datafield[@tag='650']">
        <dc:subject>
          <xsl:value-of select="marc:subfield[@code='a']"/>
        </dc:subject>
      </xsl:for-each>
    </dc:record>
  </xsl:template>
</xsl:stylesheet>
