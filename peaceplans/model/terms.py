"""The types of the fields: which text is an id of which registry, which a term of a vocabulary."""

from __future__ import annotations

from typing import Annotated

from peaceplans import vocabulary as v

PartyId = Annotated[str, v.Ref("parties")]
PlaceId = Annotated[str, v.Ref("places")]
IssueId = Annotated[str, v.Ref("issues")]
ParameterId = Annotated[str, v.Ref("parameters")]
TriggerId = Annotated[str, v.Ref("triggers")]
SourceId = Annotated[str, v.Ref("sources")]

Modality = Annotated[str, v.MODALITY]
Evidence = Annotated[str, v.EVIDENCE]
PlanStatus = Annotated[str, v.PLAN_STATUS]
PointStatus = Annotated[str, v.POINT_STATUS]
Match = Annotated[str, v.MATCH]
IdentifierOf = Annotated[str, v.IDENTIFIER_OF]
Performance = Annotated[str, v.PERFORMANCE]
CompanionStatus = Annotated[str, v.COMPANION_STATUS]
Known = Annotated[str, v.KNOWN]
Numbered = Annotated[str, v.NUMBERED]
ReadingKind = Annotated[str, v.READING_KIND]
LinkKind = Annotated[str, v.LINK_KIND]
PartyKind = Annotated[str, v.PARTY_KIND]
SourceKind = Annotated[str, v.SOURCE_KIND]
Seen = Annotated[str, v.SEEN]
Bound = Annotated[str, v.BOUND]
ParameterKind = Annotated[str, v.PARAMETER_KIND]
Key = Annotated[str, v.KEY]
Stance = Annotated[str, v.STANCE]
StatementForm = Annotated[str, v.FORM]
Certainty = Annotated[str, v.CERTAINTY]

Edtf = Annotated[str, v.EDTF_DATE]
Slug = Annotated[str, v.SLUG]
PointNumber = Annotated[str, v.NUMBER]
PointRef = Annotated[str, v.POINT]
Base = Annotated[str, v.EDITION]
About = Annotated[str, v.ABOUT]
Happening = Annotated[str, v.HAPPENING]
Day = Annotated[str, v.DAY]
Fingerprint = Annotated[str, v.FINGERPRINT]
