"""Words that come up as unevenly as in any text."""

from random import Random

TEXT = """
the a of to and in is for that it with on as by are this from an at be or not can when which has
service task container image role policy account region cluster network subnet security group log
event request answer table key value user session token secret parameter variable command script
deploy build push pull start stop fail pass check retry wait health target listener balancer port
address name record zone certificate domain client server database query index row column migration
backup restore snapshot volume file folder path disk memory process thread queue topic message
consumer producer stream shard partition offset batch cache entry expiry limit quota budget cost
price bill month hour minute second day week metric alarm dashboard trace span segment sample rate
error warning notice reason cause symptom remedy fix drill lesson question journal student teacher
course exercise step result proof report digest version release branch commit merge review change
template stack resource output import export condition mapping function handler trigger schedule
rule filter pattern source bucket object prefix grant deny allow principal action statement trust
assume temporary permanent managed inline boundary session identity provider federation directory
pool group claim scope audience issuer signature header cookie origin method route integration
stage gateway proxy cdn edge location latency throughput capacity scaling replica standby failover
region-wide cross-account least-privilege read-only write-ahead point-in-time blue-green canary
immutable idempotent eventual consistent durable available private public internal external shared
dedicated spot reserved fleet instance kernel runtime layer package dependency registry repository
tag manifest architecture platform entrypoint workdir environment healthcheck logging driver agent
daemon sidecar envoy mesh discovery namespace endpoint interface attachment peering transit route
"""
WORDS = TEXT.split()

#: Small numbers come up often, as frequent words do.
WEIGHT = 2.2


def word(pick: Random) -> str:
    return WORDS[int(len(WORDS) * pick.random() ** WEIGHT)]


def sentence(pick: Random, length: int) -> str:
    words = " ".join(word(pick) for _ in range(length))
    return f"{words[0].upper()}{words[1:]}."


def title(pick: Random) -> str:
    words = " ".join(pick.choice(WORDS[33:]) for _ in range(3))
    return f"{words[0].upper()}{words[1:]} {pick.randint(2, 9999)}"
